// Shows a value of Årshjul in JupyterLab and Notebook 7: all of it as on a page, and its chart in Plotly's hands when asked for.
// Written as what a bundler would make of an extension (a container with `init` and `get`), so that nobody needs Node to change
// it. Nothing is fetched but the style beside this file.
(() => {
  "use strict";

  const VALUE = "application/vnd.arshjul.v2+json";
  const PLOTLY = "application/vnd.plotly.v1+json";
  // Before Plotly's own renderer (2), which shows a chart without caption, symbol, figures and source, and before HTML (50).
  const RANK = 0;
  const HERE = document.currentScript.src;
  // What the colours of a figure mean: a test holds this against the palette. Last the grounds, of all and behind letters.
  const COLOURS = {
    "#00695c": "good", "#9a5b00": "caution", "#b3261e": "bad", "#1f5f99": "active", "#5b6570": "neutral", "#1c2329": "ink",
    "#c9d1d8": "rule", "#98a3ad": "leader", "rgba(154, 91, 0, 0.14)": "band", "#6a3d8f": "women", "#b06000": "men",
    "#fff": "paper", "#ffffff": "paper", "rgba(255,255,255,.8)": "paper",
  };
  const WORDS = {
    sv: { live: "Utforska diagrammet", still: "Visa som bild", lost: "Diagrammet kunde inte ritas. Bilden och siffrorna finns kvar." },
    en: { live: "Explore the chart", still: "Show as a picture", lost: "The chart could not be drawn. The picture and its figures remain." },
  };
  // Plotly brings English only, and takes other words from whoever draws.
  const SWEDISH = {
    "Download plot as a PNG": "Ladda ner som PNG", "Zoom": "Zooma", "Pan": "Flytta", "Zoom in": "Zooma in", "Zoom out": "Zooma ut",
    "Reset axes": "Återställ", "Reset": "Återställ", "Double-click to zoom back out": "Dubbelklicka för att återställa",
    "Taking snapshot - this may take a few seconds": "Bilden görs", "Snapshot succeeded": "Bilden är klar",
    "Sorry, there was a problem downloading your snapshot!": "Bilden kunde tyvärr inte sparas",
  };
  // What sends figures to somebody else's server is no choice that a municipality's analyst should meet; the others do nothing here.
  const REMOVED = ["sendChartToCloud", "select2d", "lasso2d", "autoScale2d"];
  // Pixels: of the title that a figure has for hosts that show it alone, of the mode bar, of a legend.
  const [TITLE, BAR, LEGEND] = [32, 28, 28];
  // Keys that JupyterLab takes for itself wherever the focus is in a notebook: here they open, press and scroll.
  const OURS = new Set(["Enter", " ", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]);

  let scope;
  // Charts that Plotly draws at the moment: what a change of theme concerns.
  const live = new Set();

  const joined = (text) => [text ?? ""].flat().join("");

  // The host's own copy of a module that it shares: another one would have other tokens and other widgets.
  async function shared(name) {
    const versions = Object.values(scope[name]);
    const one = versions.find(({ loaded }) => loaded) ?? versions.at(-1);
    one.loaded = 1;
    return (await one.get())();
  }

  // Of an output that nobody vouches for, the words. Drawings would leave their letters behind: what was said of them is shown.
  function harmless(html, sanitizer) {
    const page = new DOMParser().parseFromString(html, "text/html");
    page.querySelectorAll(".picture[aria-label]").forEach((picture) => {
      const told = page.createElement("p");
      told.textContent = picture.getAttribute("aria-label");
      picture.replaceChildren(told);
    });
    page.querySelectorAll(":has(> svg) > .visually-hidden").forEach((words) => words.removeAttribute("class"));
    page.querySelectorAll("svg, style, .picture [aria-hidden=true], svg ~ [aria-hidden=true]").forEach((part) => part.remove());
    return sanitizer.sanitize(page.body.innerHTML);
  }

  // What the style says that a colour is now, in a form that Plotly knows.
  function colourOf(root, name) {
    const probe = root.appendChild(document.createElement("i"));
    probe.style.color = `var(--${name})`;
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  }

  const axesOf = (layout) => Object.fromEntries(Object.entries(layout).filter(([key]) => /^[xy]axis\d*$/.test(key)));

  // A figure for light paper as it is to be here: in the colours of the theme, without what the caption says, free to move in.
  function dressed(figure, root, english, filename) {
    const text = Object.entries(COLOURS).reduce(
      (all, [light, name]) => all.replaceAll(`"${light}"`, JSON.stringify(colourOf(root, name))), JSON.stringify(figure));
    const { data, layout, config } = JSON.parse(text);
    const [paper, ink, muted, rule] = ["paper", "ink", "neutral", "rule"].map((name) => colourOf(root, name));
    const more = BAR + (layout.showlegend ? LEGEND : 0) - (layout.title ? TITLE : 0);
    delete layout.title;
    Object.assign(layout, {
      // The ground is that of the theme, not transparent: a downloaded picture has letters of the theme.
      paper_bgcolor: paper, plot_bgcolor: paper, dragmode: "zoom", hoverlabel: { bgcolor: paper, bordercolor: ink, font: { color: ink } },
      modebar: { bgcolor: paper, color: muted, activecolor: ink },
      // A series that a mouse can hide and a keyboard cannot bring back is better left where it is.
      legend: { ...layout.legend, itemclick: false, itemdoubleclick: false },
      // A figure of somebody else's says nothing of these, and Plotly's own are for white paper.
      separators: layout.separators ?? (english ? ".," : ",\u202f"), font: { color: ink, ...layout.font },
      ...(data.some(({ x, y }) => x ?? y) && { xaxis: {}, yaxis: {} }), ...axesOf(layout),
      margin: { ...layout.margin, t: (layout.margin?.t ?? 12) + more }, height: (layout.height ?? 360) + more,
    });
    Object.keys(axesOf(layout)).forEach((key) => {
      layout[key] = { gridcolor: rule, zerolinecolor: rule, ...layout[key], fixedrange: false };
    });
    const image = { format: "png", scale: 2, filename };
    const speech = english ? {} : { locale: "sv", locales: { sv: { dictionary: SWEDISH } } };
    const bar = { displayModeBar: true, displaylogo: false, modeBarButtonsToRemove: REMOVED, plotlyServerURL: "", toImageButtonOptions: image };
    return { data, layout, config: { ...config, ...speech, ...bar, responsive: true } };
  }

  const rendererOf = ({ Widget }, { MimeModel }, registry) => class extends Widget {
    constructor({ sanitizer }) {
      super();
      this.sanitizer = sanitizer;
      this.addClass("jp-RenderedArshjul");
      this.node.addEventListener("keydown", (event) => {
        if (OURS.has(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey && event.target !== this.node) event.stopPropagation();
      });
      // What is unfolded may be wider than its place; the event does not bubble.
      this.node.addEventListener("toggle", () => this.markTables(), true);
    }

    async renderModel(model) {
      this.forget();
      const html = joined(model.data["text/html"]);
      this.node.innerHTML = !html ? "<pre></pre>" : model.trusted ? html : harmless(html, this.sanitizer);
      if (!html) this.node.firstChild.textContent = joined(model.data["text/plain"]);
      this.node.querySelectorAll("a[href^=http]").forEach((link) => Object.assign(link, { target: "_blank", rel: "noopener" }));
      const still = this.node.querySelector(".picture");
      if (still && model.data[PLOTLY] && registry.getFactory(PLOTLY)) this.offer(still, model.data);
      this.markTables();
    }

    offer(still, { [PLOTLY]: figure, [VALUE]: { key } }) {
      const root = still.closest(".arshjul") ?? this.node;
      const words = root.lang.startsWith("en") ? WORDS.en : WORDS.sv;
      const finding = root.querySelector(".finding")?.textContent ?? "";
      const [place, button, about] = ["div", "button", "span"].map((tag) => document.createElement(tag));
      // The cells' style leaves what is inside this class alone.
      const undrawn = still.classList.contains("undrawn");
      const told = undrawn ? `${finding}. ${still.textContent}` : finding;
      Object.assign(place, { className: "plot", hidden: true, role: "group", ariaLabel: told });
      Object.assign(button, { type: "button", className: "interactive", textContent: words.live, hidden: undrawn });
      Object.assign(about, { className: "visually-hidden", textContent: `: ${finding}` });
      button.append(about);
      still.after(place, button);
      this.draw = async () => {
        this.plot?.dispose();
        this.plot = registry.createRenderer(PLOTLY);
        Widget.attach(this.plot, place);
        const data = { [PLOTLY]: dressed(figure, root, words === WORDS.en, key ? `diagram-${key}` : "diagram") };
        await this.plot.renderModel(new MimeModel({ data, trusted: true }));
      };
      const swap = () => this.swap(still, place, button, words);
      button.addEventListener("click", swap);
      if (undrawn) this.whenSeen(swap);
    }

    // What nobody has drawn yet Plotly draws when a reader comes near: before that it has no width.
    whenSeen(act) {
      this.watch = new IntersectionObserver((places) => {
        if (!places.some(({ isIntersecting }) => isIntersecting)) return;
        this.watch.disconnect();
        act();
      }, { rootMargin: "600px" });
      this.watch.observe(this.node);
    }

    async swap(still, place, button, words) {
      const show = place.hidden;
      [place.hidden, still.hidden] = [!show, show];
      button.firstChild.data = show ? words.still : words.live;
      if (!show) return this.forget();
      live.add(this);
      try {
        await this.draw();
      } catch (fault) {
        console.warn(fault);
        this.forget();
        [place.hidden, still.hidden] = [true, false];
        button.outerHTML = `<p class="note" role="alert">${words.lost}</p>`;
      }
    }

    // A table that is wider than its place can be scrolled by keyboard too.
    markTables() {
      this.node.querySelectorAll(".table").forEach((box) => {
        const said = { tabindex: "0", role: "group", "aria-label": box.querySelector("caption")?.textContent ?? "" };
        const wide = box.scrollWidth > box.clientWidth + 1;
        Object.entries(said).forEach(([name, value]) => (wide ? box.setAttribute(name, value) : box.removeAttribute(name)));
      });
    }

    onAfterAttach() { this.markTables(); }
    onResize() { this.plot?.update(); this.markTables(); }

    forget() { live.delete(this); this.watch?.disconnect(); this.plot?.dispose(); this.plot = undefined; }
    dispose() { this.forget(); super.dispose(); }
  };

  // The look of the button, and of cells whose own style is not trusted.
  const STYLE = `.jp-RenderedArshjul { padding: 4px 8px 4px 0; overflow-x: auto; }
    .jp-RenderedArshjul .plot { max-width: 54em; }
    .arshjul.arshjul.arshjul.arshjul .interactive { font: inherit; font-size: .9em; color: var(--link); background: none; border: 0; padding: 4px 0; text-decoration: underline; cursor: pointer; }
    .arshjul.arshjul.arshjul.arshjul :focus-visible { outline: 2px solid var(--jp-brand-color1, currentColor); outline-offset: 2px; }`;

  async function plugin() {
    const [widgets, rendermime] = await Promise.all(["@lumino/widgets", "@jupyterlab/rendermime"].map(shared));
    const activate = (_app, registry) => {
      const [link, style] = ["link", "style"].map((tag) => document.head.appendChild(document.createElement(tag)));
      Object.assign(link, { rel: "stylesheet", href: new URL("cell.css", HERE).href });
      style.textContent = STYLE;
      const Renderer = rendererOf(widgets, rendermime, registry);
      registry.addFactory({ safe: true, mimeTypes: [VALUE], createRenderer: (options) => new Renderer(options) }, RANK);
      // The theme writes its name here when its style has come, in JupyterLab and Notebook alike.
      const changed = () => live.forEach((chart) => chart.draw().catch(console.warn));
      new MutationObserver(changed).observe(document.body, { attributeFilter: ["data-jp-theme-name"] });
    };
    return { id: "arshjul:renderer", description: "Shows Årshjul's values.", autoStart: true, requires: [rendermime.IRenderMimeRegistry], activate };
  }

  (window._JUPYTERLAB ??= {}).arshjul = {
    init: (modules) => { scope = modules; },
    get: async () => {
      const made = await plugin();
      return () => ({ __esModule: true, default: [made] });
    },
  };
})();
