-- Public views: the contract with notebooks, exports and outside users. Columns may be added, never renamed or dropped.
-- Views ending in _detail and _basis carry what pages need beside the contract: places, tolerances, names.

-- The part of a document that something stands in: by its place, else by whom it is about, else the first part.
CREATE MACRO part_of(doc, spot, org) AS (
    SELECT p.organisation FROM part AS p
    WHERE p.document = doc
    ORDER BY (spot = p.place OR starts_with(spot, p.place || ' ›')) DESC, (p.organisation = org) DESC, p.source_line
    LIMIT 1
);

-- A target, or that there is none; a blank cell says neither.
CREATE MACRO told_of_target(figure, reason) AS figure IS NOT NULL OR coalesce(reason IN ('not_yet', 'removed'), false);

-- What stands: what somebody decided, else what was published, else what figures give; where a symbol is lost and no
-- figures can take its place, nobody knows. Of a published step that may mean two things figures may say which it is.
CREATE MACRO final_judgement(decided, published, meant, computed, lost) AS
    coalesce(decided, published, CASE
        WHEN meant IS NULL THEN nullif(computed, CASE WHEN lost THEN 'not_evaluated' END)
        WHEN list_contains(meant, computed) THEN nullif(computed, 'not_evaluated')
    END);

-- Whether figures judge otherwise than what is published: a step that may mean two things is contradicted by neither.
CREATE MACRO otherwise(meant, computed) AS coalesce(computed <> 'not_evaluated' AND NOT list_contains(meant, computed), false);

-- What is shown of a judgement: the owner's own step where that stands, else the code of what does.
CREATE MACRO shown_as(step, decided, final) AS CASE WHEN decided IS NULL THEN coalesce(step, final) ELSE final END;

-- What is stated of a yardstick: of itself, where the document judges it apart, else of its goal.
CREATE MACRO stated(step, own, goals) AS CASE WHEN step IS NULL THEN goals ELSE own END;

-- The word of an owner's step; a percent that is reached is its own word.
CREATE MACRO step_word(family, about, step) AS coalesce(
    (SELECT any_value(s.word) FROM symbol AS s WHERE s.symbol_set = family AND s.subject = about AND s.code = step),
    CASE WHEN regexp_matches(step, '^[0-9]+(,[0-9]+)?$') THEN concat(step, ' %') END
);

-- What a published step may mean, in the codes of these views: several where one step stands for two things.
CREATE MACRO step_means(family, about, step, code) AS CASE WHEN step IS NOT NULL THEN coalesce(
    (SELECT s.meaning FROM symbol AS s
    WHERE s.symbol_set = family AND s.subject = about
        AND (s.code = step OR s.from_percent <= TRY_CAST(replace(step, ',', '.') AS DOUBLE))
    ORDER BY s.code = step DESC, s.from_percent DESC
    LIMIT 1), [code]
) END;

-- Whether a target is one for a whole year: only those make steps from year to year.
CREATE MACRO of_whole_year(first_day, last_day) AS last_day - first_day >= 360;

-- What tells the target of a part of a year apart from that of the whole, which needs no more than its year.
CREATE MACRO target_period(first_day, last_day) AS CASE WHEN NOT of_whole_year(first_day, last_day) THEN concat(first_day, '/', last_day) END;

-- What tells figures of the same days apart: the kind of their period, where the days do not say it themselves.
CREATE MACRO told_period(kind, since, until) AS nullif(kind::VARCHAR, CASE
    WHEN since = until THEN 'point'
    WHEN of_whole_year(since, until) THEN CASE WHEN year(since) = year(until) THEN 'year' ELSE 'rolling_12' END
    WHEN since = date_trunc('month', until) AND until = last_day(until) THEN 'month'
    ELSE 'part_year'
END);

-- A kind of period, for what tells figures of one indicator apart.
CREATE MACRO period_word(kind) AS CASE kind
    WHEN 'year' THEN 'helår' WHEN 'part_year' THEN 'del av året' WHEN 'quarter' THEN 'kvartal' WHEN 'month' THEN 'månad'
    WHEN 'rolling_12' THEN 'rullande tolv månader' WHEN 'point' THEN 'mättillfälle'
END;

-- What tells a target for one of several yardsticks, or one that somebody else has set, apart from the goal's own.
CREATE MACRO target_of(yardstick, organisation, set_by) AS
    nullif(concat(CASE WHEN yardstick > 1 THEN concat('mått ', yardstick) END, CASE WHEN set_by <> organisation THEN concat(' av ', set_by) END), '');

-- A number in the digits and with the comma that it is read in.
CREATE MACRO in_digits(figure) AS replace(format('{:.15g}', figure), '.', ',');

-- A target as the history keeps it: a level as its figure, others with what they ask for.
CREATE MACRO asked_for(kind, operator, value, missing, upper, base_year, base_value, amount, first_year, last_year, words) AS
    coalesce(missing, CASE kind
        WHEN 'range' THEN concat(in_digits(value), '–', in_digits(upper))
        WHEN 'direction' THEN concat_ws(' från ', CASE operator WHEN '<' THEN 'ska minska' WHEN '≥' THEN 'ska inte minska' WHEN '≤' THEN 'ska inte öka' ELSE 'ska öka' END,
            nullif(concat_ws(', ', in_digits(base_value), base_year::VARCHAR), ''))
        WHEN 'rank' THEN concat_ws(' av ', concat('topp ', in_digits(value)), amount::VARCHAR)
        WHEN 'mean' THEN concat('i snitt ', operator, in_digits(value), ' ', first_year, '–', last_year)
        WHEN 'words' THEN words
        ELSE concat(operator, value::VARCHAR)
    END);

-- Which way something is to move that names no sign: the way that is good.
CREATE MACRO sign_of(kind, operator, way) AS
    coalesce(operator, CASE WHEN kind = 'direction' THEN CASE way WHEN 'higher' THEN '>' WHEN 'lower' THEN '<' END END);

-- The unit that a figure is printed in; of places the indicator's says nothing.
CREATE MACRO own_unit(measure, printed, indicators) AS coalesce(printed, CASE WHEN measure <> 'rank' THEN indicators END);

-- A period in few letters: a year, or the month that a shorter one ends with.
CREATE MACRO period_name(first_day, last_day) AS
    CASE WHEN last_day - first_day >= 360 THEN strftime(last_day, '%Y') ELSE strftime(last_day, '%Y-%m') END;

-- How far from its target an outcome is still near it: as the edition says in percent of the target, else as the indicator.
CREATE MACRO near_within(way, near_higher, near_lower, tolerance) AS
    coalesce(CASE way WHEN 'higher' THEN 100 - near_higher WHEN 'lower' THEN near_lower - 100 END, tolerance);
CREATE MACRO near_kind(way, near_higher, kind) AS CASE WHEN near_higher IS NULL OR way NOT IN ('higher', 'lower') THEN kind ELSE 'relative' END;

-- What a figure is in the unit that its own counts in the end: 1,2 million kronor and 1 200 thousand are the same.
CREATE MACRO in_ground(figure, counted) AS (
    SELECT (round(figure * coalesce(u.factor, 1), 6), coalesce(u.scale_of, u.unit)) FROM unit AS u WHERE u.unit = counted
);

-- Whether a goal or commitment hangs below a node of the goal tree, or is it; without a node everything does. It is asked
-- of all at once (and so are tags): to plan a question for each row takes longer than to answer it.
CREATE MACRO hangs_below(doc, what, code, node_level, node_code) AS node_code IS NULL OR (doc, code) IN (
    SELECT (a.document, a.subject) FROM tree_above AS a
    WHERE a.subject_type = what AND a.level = node_level AND a.node = node_code
);

-- Whether something carries a tag; without a tag everything does.
CREATE MACRO carries(doc, what, code, asked) AS asked IS NULL OR (doc, code) IN (
    SELECT (t.document, t.subject) FROM tagged AS t WHERE t.subject_type = what AND t.tag = asked
);

-- The names of the tags that each goal, commitment or node carries, in the order of their file.
CREATE MACRO tags_of(what) AS TABLE
SELECT t.document, t.subject, string_agg(g.name, ', ' ORDER BY g.rowid) AS tags
FROM tagged AS t
JOIN tag AS g ON g.tag = t.tag
WHERE t.subject_type = what
GROUP BY t.document, t.subject;

-- What goals say of what they hang below, in the words for nodes, which have none for what is not evaluated.
CREATE MACRO as_node(judged) AS CASE judged WHEN 'better' THEN 'full' WHEN 'near' THEN 'partial' WHEN 'worse' THEN 'not' END;

CREATE VIEW organisation_name AS
SELECT organisation, name, kind, parent FROM organisation;

-- What goals are measured by: the goal's own indicator first, unless a row of its own says which is the first.
CREATE VIEW goal_measure AS
SELECT g.document, g.goal, 1 AS measure_no, g.indicator, g.measured_for, g.sex, g.period_type, g.base_year, g.base_value, g.base_decimals,
    NULL AS assessment, NULL AS assessment_source, NULL AS trend, NULL AS trend_source, NULL AS assessment_step, NULL AS trend_step, g.source_line
FROM goal AS g
WHERE NOT EXISTS (FROM goal_indicator AS i WHERE i.document = g.document AND i.goal = g.goal AND i.yardstick = 1)
UNION ALL
SELECT document, goal, yardstick, indicator, measured_for, sex, period_type, base_year, base_value, base_decimals, assessment, assessment_source,
    trend, trend_source, assessment_step, trend_step, source_line
FROM goal_indicator;

-- Where every row of a document's files comes from: its place, and words where that does not say it.
CREATE VIEW fact_origin AS
SELECT DISTINCT file, file_row, origin_kind, origin, place FROM (
    SELECT file, file_row, origin_kind, origin, place FROM part
    UNION ALL SELECT file, file_row, origin_kind, origin, place FROM document_area
    UNION ALL SELECT file, file_row, origin_kind, origin, place FROM goal
    UNION ALL SELECT file, file_row, origin_kind, origin, place FROM goal_indicator
    UNION ALL SELECT file, file_row, origin_kind, origin, place FROM target
    UNION ALL SELECT file, file_row, origin_kind, origin, place FROM observation
    UNION ALL SELECT file, file_row, origin_kind, origin, place FROM commitment
    UNION ALL SELECT file, file_row, origin_kind, origin, place FROM activity
    UNION ALL SELECT file, file_row, origin_kind, origin, place FROM role
    UNION ALL SELECT file, file_row, origin_kind, origin, place FROM control
    UNION ALL SELECT file, file_row, origin_kind, origin, place FROM score
    UNION ALL SELECT file, file_row, origin_kind, origin, place FROM finding
    UNION ALL SELECT file, file_row, origin_kind, origin, place FROM ledger_line
    UNION ALL SELECT file, file_row, origin_kind, origin, place FROM stated_claim
    UNION ALL SELECT file, file_row, origin_kind, origin, place FROM text
);

-- Every printed figure: observations, and the targets of goals that no observation repeats; one that stands in the goal's own
-- row is repeated by a table only where that has the same level.
CREATE VIEW printed_figure AS
SELECT
    document, indicator, organisation, sex, period_type, period_start, period_end, measure, operator, value, decimals, missing, unit,
    compared_to, preliminary, doubted, note, shown_in, heading, place, source_line, file, file_row, false AS of_goal, origin_kind, origin, "of"
FROM observation
UNION ALL
SELECT
    t.document, m.indicator, who, m.sex, CASE WHEN of_whole_year(t.period_start, t.period_end) THEN 'year' ELSE 'part_year' END, t.period_start, t.period_end, 'target', t.operator, t.value,
    t.decimals, t.missing, t.unit, NULL, NULL, NULL, NULL, t.shown_in, t.heading, t.place, t.source_line, t.file, t.file_row, true, t.origin_kind, t.origin, NULL
FROM target AS t
JOIN goal AS g ON g.document = t.document AND g.goal = t.goal
JOIN goal_measure AS m ON m.document = t.document AND m.goal = t.goal AND m.measure_no = t.yardstick
-- A goal's own target is one for the organisation that is measured, unless that has another level; other targets stay with
-- whom they are set for.
CROSS JOIN LATERAL (
    SELECT CASE WHEN t.organisation = g.organisation AND NOT EXISTS (
        FROM target AS o WHERE o.document = t.document AND o.goal = t.goal AND o.yardstick = t.yardstick AND o.year = t.year
            AND o.organisation = m.measured_for AND in_ground(o.value, o.unit) IS DISTINCT FROM in_ground(t.value, t.unit)
    ) THEN m.measured_for ELSE t.organisation END AS who
)
-- What asks for something else than a level is no figure, and what others set is another target.
WHERE m.indicator IS NOT NULL AND t.kind = 'level' AND t.set_by = t.organisation AND NOT EXISTS (
    SELECT 1 FROM observation AS o
    WHERE o.document = t.document AND o.indicator = m.indicator AND o.organisation = who AND o.measure = 'target'
        AND o.sex = m.sex AND year(o.period_end) = t.year
        AND (o.place = t.place OR (t.heading IS NULL AND (t.value IS NULL OR o.value IS NULL OR in_ground(o.value, coalesce(o.unit, t.unit)) = in_ground(t.value, t.unit))))
);

-- What the symbols of an edition say: whether it judges goals at all, and has a step between reached and missed, for
-- goals and for areas; words say how the value moved, arrows whether that was an improvement.
CREATE VIEW edition AS
SELECT symbol_set, bool_or(subject = 'assessment') AS judges,
    bool_or(subject = 'assessment' AND list_contains(meaning, 'near')) OR NOT bool_or(subject = 'assessment') AS has_near,
    bool_or(subject = 'area' AND list_contains(meaning, 'partial')) OR NOT bool_or(subject = 'area') AS has_partial,
    CASE WHEN bool_or(subject = 'trend' AND list_contains(meaning, 'increased')) THEN 'value' ELSE 'improvement' END AS trend_scale
FROM symbol
GROUP BY symbol_set;

-- Goals with the figures that they are judged by and what those say, one row a yardstick (`judge/goals.py` decides).
CREATE VIEW goal_basis AS
SELECT
    g.document, d.year, g.goal, m.measure_no, count(*) OVER (PARTITION BY g.document, g.goal) AS measures,
    count(m.indicator) OVER (PARTITION BY g.document, g.goal) AS yardsticks, g.organisation, m.measured_for,
    g.decided_by, g.label,
    -- Named only where a goal has several, or is measured by women or men alone; with what tells those of one indicator apart.
    CASE WHEN max(m.measure_no) OVER (PARTITION BY g.document, g.goal) > 1 OR m.sex <> 'T' THEN concat(i.label,
        CASE WHEN m.sex <> 'T' OR max(m.sex <> 'T') OVER alike THEN CASE m.sex WHEN 'K' THEN ', kvinnor' WHEN 'M' THEN ', män' ELSE ', totalt' END END,
        CASE WHEN min(coalesce(m.period_type, '')) OVER alike <> max(coalesce(m.period_type, '')) OVER alike THEN ', ' || period_word(m.period_type) END,
        CASE WHEN min(m.measured_for) OVER alike <> max(m.measured_for) OVER alike THEN ', ' || w.name END
    ) END AS measure_label, m.sex, m.period_type, m.assessment AS yardstick_published, m.assessment_source AS yardstick_source,
    m.trend AS yardstick_trend, m.trend_source AS yardstick_trend_source, m.assessment_step AS yardstick_step, m.trend_step AS yardstick_trend_step,
    step_means(p.symbol_set, 'assessment', m.assessment_step, m.assessment) AS yardstick_means,
    g.process_area, m.indicator, i.decimals, coalesce(i.direction, 'none') AS direction,
    near_within(i.direction, p.near_higher, p.near_lower, i.tolerance) AS tolerance, near_kind(i.direction, p.near_higher, i.tolerance_kind) AS tolerance_kind,
    p.near_higher, p.near_lower, n.name AS near_set_by, y.* EXCLUDE (document, goal, measure_no),
    -- A published symbol is about the goal; it stands with the goal's first indicator.
    CASE m.measure_no WHEN 1 THEN g.assessment END AS assessment_published, g.assessment_source,
    CASE m.measure_no WHEN 1 THEN g.assessment_step END AS assessment_step,
    CASE m.measure_no WHEN 1 THEN step_means(p.symbol_set, 'assessment', g.assessment_step, g.assessment) END AS assessment_means,
    -- The document judges the goal, nobody knows how: figures that cannot judge it do not make that known.
    d.kind <> 'plan' AND g.assessment_source = 'lost' AND coalesce(e.judges, false) AS symbol_lost,
    CASE m.measure_no WHEN 1 THEN g.trend END AS trend_published, g.trend_source,
    CASE m.measure_no WHEN 1 THEN g.trend_step END AS trend_step,
    p.symbol_set, coalesce(e.trend_scale, 'improvement') AS trend_scale,
    g.perspective, g.strategic_goal, g.place, m.source_line, g.file, g.file_row, g.level
FROM goal AS g
JOIN goal_measure AS m ON m.document = g.document AND m.goal = g.goal
JOIN document AS d ON d.document = g.document
JOIN yardstick AS y ON y.document = g.document AND y.goal = g.goal AND y.measure_no = m.measure_no
LEFT JOIN indicator AS i ON i.indicator = m.indicator
LEFT JOIN part AS p ON p.document = g.document AND p.organisation = g.organisation
LEFT JOIN edition AS e ON e.symbol_set = p.symbol_set
LEFT JOIN organisation AS n ON n.organisation = p.near_set_by
LEFT JOIN organisation AS w ON w.organisation = m.measured_for
WINDOW alike AS (PARTITION BY g.document, g.goal, m.indicator);

-- Overrides, and whether the figures are still those that they were made for.
CREATE VIEW checked_override AS
SELECT o.*, b.label, b.outcome AS outcome_now, b.target AS target_now, b.previous_outcome AS previous_now,
    o.outcome IS NOT DISTINCT FROM b.outcome AND o.target IS NOT DISTINCT FROM coalesce(b.target_value, b.target_base)
        AND o.previous IS NOT DISTINCT FROM b.previous_outcome AS holds
FROM override AS o
JOIN goal_basis AS b ON b.document = o.document AND b.goal = o.goal AND b.measure_no = 1;

-- Every yardstick of every goal, with its own judgement, in one unit.
CREATE VIEW goal_yardstick AS
SELECT document, year, organisation, perspective, strategic_goal, process_area, label AS goal, measure_no AS yardstick, indicator, measured_for,
    unit, direction, target, unit_outcome AS outcome, unit_previous AS previous_outcome, period_name(previous_start, previous_end) AS previous_period,
    assessment_computed, trend_computed, target_unit, outcome_unit, previous_unit, outcome_start, outcome_end, outcome_women, outcome_men,
    outcome_operator, target_operator, unjudged, previous_women, previous_men, untrended, target_missing, outcome_missing,
    sex, period_type, yardstick_published AS assessment_published,
    final_judgement(NULL, stated(yardstick_step, yardstick_published, b.assessment_published), stated(yardstick_step, yardstick_means, assessment_means), assessment_computed, symbol_lost) AS assessment_final,
    yardstick_trend AS trend_published, coalesce(stated(yardstick_trend_step, yardstick_trend, b.trend_published), trend_computed) AS trend_final,
    target_asks AS target_kind, target_value, target_upper, target_base, target_base_unit, target_base_year, target_of, target_first_year, target_last_year,
    target_words, target_set_by, mean, mean_years, outcome_measure, outcome_of,
    yardstick_step AS assessment_step, step_word(symbol_set, 'assessment', yardstick_step) AS assessment_word,
    yardstick_trend_step AS trend_step, step_word(symbol_set, 'trend', yardstick_trend_step) AS trend_word
FROM goal_basis AS b;

-- A goal with every judgement: what its yardsticks say together (`judge/adding_up.py`), what was published and decided.
CREATE VIEW goal_judged AS
SELECT g.document, g.goal, j.assessment_computed, j.parts, j.known, j.reached, j.rule, b.trend_computed, b.assessment_published, b.trend_published,
    final_judgement(a.value, b.assessment_published, b.assessment_means, j.assessment_computed, b.symbol_lost) AS assessment_final,
    coalesce(t.value, b.trend_published, b.trend_computed) AS trend_final,
    -- Both judge, and not alike; what cannot be evaluated is no judgement of figures.
    otherwise(b.assessment_means, j.assessment_computed) AS judged_otherwise,
    coalesce(b.trend_computed <> b.trend_published, false) AS trend_otherwise,
    a.value AS assessment_override, a.reason AS assessment_reason, a.name AS assessment_by, a.date AS assessment_on,
    t.value AS trend_override, t.reason AS trend_reason, t.name AS trend_by, t.date AS trend_on
FROM goal AS g
JOIN goal_judgement AS j ON j.document = g.document AND j.goal = g.goal
JOIN (FROM goal_basis WHERE measure_no = 1) AS b ON b.document = g.document AND b.goal = g.goal
LEFT JOIN checked_override AS a ON a.document = g.document AND a.goal = g.goal AND a.field = 'assessment' AND a.holds
LEFT JOIN checked_override AS t ON t.document = g.document AND t.goal = g.goal AND t.field = 'trend' AND t.holds;

-- Where goals hang: the nearest node above them that is no goal, the goal that they are a part of, and the order in which a
-- part goal follows its goal.
CREATE VIEW goal_place AS
SELECT a.document, a.organisation, a.subject AS goal,
    max_by(a.level, a.step) FILTER (NOT l.is_goal) AS group_level, max_by(a.node, a.step) FILTER (NOT l.is_goal) AS group_node,
    max_by(n.label, a.step) FILTER (NOT l.is_goal) AS group_label, max_by(n.position, a.step) FILTER (NOT l.is_goal) AS group_position,
    max_by(n.label, a.step) FILTER (l.is_goal AND (a.level, a.node) <> (own.level, own.goal)) AS part_of,
    list([coalesce(g.source_line, 0), g.file_row] ORDER BY a.step) FILTER (l.is_goal) AS line_of_goals
FROM tree_above AS a
JOIN tree_level AS l ON l.level = a.level
JOIN tree_node AS n ON n.document = a.document AND n.organisation = a.organisation AND n.level = a.level AND n.node = a.node
JOIN goal AS own ON own.document = a.document AND own.goal = a.subject
LEFT JOIN goal AS g ON l.is_goal AND g.document = a.document AND g.goal = a.node
WHERE a.subject_type = 'goal'
GROUP BY a.document, a.organisation, a.subject;

-- A goal with several yardsticks has no figures of its own: those stand in `goal_yardstick`.
CREATE VIEW goal_status AS
SELECT
    b.document, b.year, b.organisation, b.perspective, b.strategic_goal, b.process_area, b.label AS goal,
    CASE b.measures WHEN 1 THEN b.indicator END AS indicator, CASE b.measures WHEN 1 THEN b.unit END AS unit, b.direction,
    CASE b.measures WHEN 1 THEN b.target END AS target, CASE b.measures WHEN 1 THEN b.unit_outcome END AS outcome,
    CASE b.measures WHEN 1 THEN b.unit_previous END AS previous_outcome,
    CASE b.measures WHEN 1 THEN period_name(b.previous_start, b.previous_end) END AS previous_period,
    j.assessment_published, j.assessment_computed, j.assessment_final, j.trend_published,
    CASE b.measures WHEN 1 THEN j.trend_computed END AS trend_computed,
    CASE WHEN b.measures = 1 OR j.trend_override IS NOT NULL THEN j.trend_final ELSE j.trend_published END AS trend_final,
    b.yardsticks, j.known AS yardsticks_known, j.reached AS yardsticks_reached, b.level, o.part_of,
    b.assessment_step, step_word(b.symbol_set, 'assessment', b.assessment_step) AS assessment_word,
    b.trend_step, step_word(b.symbol_set, 'trend', b.trend_step) AS trend_word,
    CASE b.measures WHEN 1 THEN b.target_asks END AS target_kind
FROM goal_basis AS b
JOIN goal_place AS o ON o.document = b.document AND o.goal = b.goal
JOIN goal_judged AS j ON j.document = b.document AND j.goal = b.goal
WHERE b.measure_no = 1;

CREATE VIEW goal_target AS
SELECT t.document, t.organisation, g.process_area, g.label AS goal, t.year, CASE WHEN t.kind = 'level' THEN t.value END AS target, t.unit, t.origin_kind, t.origin,
    t.yardstick, t.set_by, t.kind, t.operator, t.value, t.upper, t.base_year, t.base_value, t."of", t.first_year, t.last_year, t.words
FROM target AS t
JOIN goal AS g ON g.document = t.document AND g.goal = t.goal;

CREATE VIEW commitment_status AS
SELECT
    c.document, d.year, c.organisation, c.perspective, c.strategic_goal, c.process_area, c.label AS commitment, c.kind,
    c.owners, c.status, c.completion AS completion_pct, c.origin_kind, c.origin,
    c.status_step, step_word(p.symbol_set, 'status', c.status_step) AS status_word
FROM commitment AS c
JOIN document AS d ON d.document = c.document
LEFT JOIN part AS p ON p.document = c.document AND p.organisation = c.organisation;

-- `assessment` is what is printed; what the goals of the area say together stands beside it.
CREATE VIEW process_area_status AS
SELECT a.document, d.year, a.organisation, coalesce(n.perspective, p.perspective) AS perspective, a.process_area, a.assessment, a.trend,
    as_node(j.assessment_computed) AS assessment_computed,
    final_judgement(NULL, a.assessment, step_means(w.symbol_set, 'area', a.assessment_step, a.assessment), as_node(j.assessment_computed), false) AS assessment_final,
    coalesce(j.parts, 0) AS goals, coalesce(j.known, 0) AS goals_known, coalesce(j.reached, 0) AS goals_reached, a.origin_kind, a.origin,
    a.assessment_step, step_word(w.symbol_set, 'area', a.assessment_step) AS assessment_word,
    a.trend_step, step_word(w.symbol_set, 'trend', a.trend_step) AS trend_word
FROM document_area AS a
LEFT JOIN part AS w ON w.document = a.document AND w.organisation = a.organisation
LEFT JOIN tree_node AS n ON n.document = a.document AND n.organisation = a.organisation AND n.level = 'area' AND n.node = a.process_area
LEFT JOIN node_judgement AS j ON j.document = n.document AND j.organisation = n.organisation AND j.level = n.level AND j.node = n.node
JOIN document AS d ON d.document = a.document
JOIN process_area AS p ON p.process_area = a.process_area;

-- Goals below each node, itself not among them, with their judgement.
CREATE VIEW goal_below AS
SELECT a.document, a.organisation, a.level, a.node, a.subject AS goal, g.level AS goal_level, j.assessment_final
FROM tree_above AS a
JOIN goal AS g ON g.document = a.document AND g.goal = a.subject
JOIN goal_judged AS j ON j.document = a.document AND j.goal = a.subject
WHERE a.subject_type = 'goal' AND (a.level, a.node) <> (g.level, g.goal);

-- Every node of the goal tree: what is printed of it, what hangs right below it says together, and the goals below it. Nodes
-- above the goals have the words of areas, goals their own.
CREATE VIEW node_status AS
WITH counted AS (
    SELECT document, organisation, level, node, count(*) FILTER (goal_level = 'goal') AS goals,
        count(*) FILTER (goal_level = 'goal' AND assessment_final IN ('better', 'near', 'worse')) AS goals_known,
        count(*) FILTER (goal_level = 'goal' AND assessment_final = 'better') AS goals_reached,
        count(*) FILTER (goal_level <> 'goal') AS part_goals
    FROM goal_below
    GROUP BY ALL
)
SELECT n.document, d.year, n.organisation, n.level, n.node, n.label AS name, n.parent_level, n.parent,
    n.assessment AS assessment_published,
    CASE WHEN l.is_goal THEN g.assessment_computed ELSE as_node(j.assessment_computed) END AS assessment_computed,
    CASE WHEN l.is_goal THEN g.assessment_final ELSE final_judgement(
        NULL, n.assessment, step_means(p.symbol_set, 'area', n.assessment_step, n.assessment), as_node(j.assessment_computed), false
    ) END AS assessment_final,
    n.trend AS trend_published, CASE WHEN l.is_goal THEN g.trend_final ELSE n.trend END AS trend_final, n.owners,
    coalesce(j.parts, 0) AS parts, coalesce(j.known, 0) AS parts_known, coalesce(j.reached, 0) AS parts_reached, j.rule,
    coalesce(c.goals, 0) AS goals, coalesce(c.goals_known, 0) AS goals_known, coalesce(c.goals_reached, 0) AS goals_reached,
    coalesce(c.part_goals, 0) AS part_goals, n.position,
    n.assessment_step, step_word(p.symbol_set, CASE WHEN l.is_goal THEN 'assessment' ELSE 'area' END, n.assessment_step) AS assessment_word,
    n.trend_step, step_word(p.symbol_set, 'trend', n.trend_step) AS trend_word
FROM tree_node AS n
JOIN tree_level AS l ON l.level = n.level
JOIN document AS d ON d.document = n.document
LEFT JOIN part AS p ON p.document = n.document AND p.organisation = n.organisation
LEFT JOIN goal_judged AS g ON l.is_goal AND g.document = n.document AND g.goal = n.node
LEFT JOIN node_judgement AS j ON j.document = n.document AND j.organisation = n.organisation AND j.level = n.level AND j.node = n.node
LEFT JOIN counted AS c ON c.document = n.document AND c.organisation = n.organisation AND c.level = n.level AND c.node = n.node;

CREATE VIEW node_level AS
SELECT level, position, is_goal, rule FROM tree_level;

-- Every node with whatever pages need.
CREATE VIEW node_detail AS
SELECT s.*, l.is_goal, n.depth, n.wording, n.assessment_source, n.trend_source, n.place, p.symbol_set, l.rule IS NOT NULL AS adds_up,
    CASE WHEN l.is_goal THEN of_goal.tags ELSE of_node.tags END AS tags,
    shown_as(g.assessment_step, j.assessment_override, s.assessment_final) AS assessment_shown
FROM node_status AS s
JOIN tree_node AS n ON n.document = s.document AND n.organisation = s.organisation AND n.level = s.level AND n.node = s.node
JOIN tree_level AS l ON l.level = s.level
LEFT JOIN goal AS g ON l.is_goal AND g.document = s.document AND g.goal = s.node
LEFT JOIN goal_judged AS j ON l.is_goal AND j.document = s.document AND j.goal = s.node
LEFT JOIN part AS p ON p.document = s.document AND p.organisation = s.organisation
LEFT JOIN tags_of('goal') AS of_goal ON of_goal.document = s.document AND of_goal.subject = s.node
LEFT JOIN tags_of('node') AS of_node ON of_node.document = s.document AND of_node.subject = s.node;

-- What hangs right under each node, with the goals that are below both; a goal counts itself.
CREATE VIEW node_part AS
WITH own AS (
    SELECT document, organisation, level, node, goal, goal_level, assessment_final FROM goal_below
    UNION ALL
    SELECT g.document, g.organisation, g.level, g.goal, g.goal, g.level, j.assessment_final
    FROM goal AS g JOIN goal_judged AS j ON j.document = g.document AND j.goal = g.goal
)
SELECT e.document, e.organisation, e.parent_level, e.parent, e.level, e.node, count(*) FILTER (u.goal_level = 'goal') AS goals,
    count(*) FILTER (u.goal_level = 'goal' AND u.assessment_final IN ('better', 'near', 'worse')) AS goals_known,
    count(*) FILTER (u.goal_level = 'goal' AND u.assessment_final = 'better') AS goals_reached,
    count(*) FILTER (u.goal_level <> 'goal') AS part_goals
FROM tree_edge AS e
LEFT JOIN (
    SELECT o.*, b.level AS parent_level, b.node AS parent
    FROM own AS o
    JOIN goal_below AS b ON b.document = o.document AND b.goal = o.goal
) AS u ON u.document = e.document AND u.organisation = e.organisation AND u.level = e.level AND u.node = e.node
    AND u.parent_level = e.parent_level AND u.parent = e.parent
GROUP BY ALL;

-- What the areas of a part of a document say together.
CREATE VIEW part_status AS
SELECT document, organisation, assessment_computed, parts AS areas, known AS areas_known, reached AS areas_reached, rule
FROM part_judgement;

CREATE VIEW key_figure AS
SELECT
    document, organisation, indicator, sex, period_start, period_end, period_type, measure, operator, value, unit, origin_kind, origin, "of"
FROM observation;

CREATE VIEW ledger AS
-- What the sign of a variance says; nothing of other amounts, and nothing where it is not known.
SELECT l.document, l.organisation, l.statement, l.line, l.is_total, l.measure, l.period_start, l.period_end, l.amount, l.unit,
    CASE WHEN l.measure = 'variance' THEN nullif(c.plus_is_good, 0) > 0 END AS plus_is_good, l.origin_kind, l.origin
FROM ledger_line AS l
LEFT JOIN sign_convention AS c
    ON c.document = l.document AND c.organisation = l.organisation AND c.statement = l.statement AND c.line_no = l.line_no AND c.line = l.line;

CREATE VIEW control_status AS
SELECT c.document, d.year, c.process_area, c.risk, c.label AS control, c.frequency, c.assessment, c.action,
    c.carried_to IS NOT NULL AS carried_over, c.organisation, c.origin_kind, c.origin,
    c.assessment_step, step_word(p.symbol_set, 'control', c.assessment_step) AS assessment_word
FROM control AS c
JOIN document AS d ON d.document = c.document
LEFT JOIN part AS p ON p.document = c.document AND p.organisation = part_of(c.document, c.place, c.organisation);

CREATE VIEW evaluation_score AS
SELECT document, area_no, area, question_no, label AS question, achieved, max, percent, origin_kind, origin FROM score WHERE question_no IS NOT NULL;

CREATE VIEW evaluation_finding AS
SELECT document, area_no, kind, label AS finding, origin_kind, origin FROM finding;

-- Figures stated in prose: those with a query of their own, and key figures in running text, which the same figure
-- printed elsewhere supports; in a table of the same document before anywhere else.
CREATE VIEW claim AS
SELECT s.document, s.place, s.label AS claim, s.printed, c.recomputed, s.unit, c.agrees
FROM stated_claim AS s
LEFT JOIN claim_check AS c ON c.document = s.document AND c.claim = s.claim
UNION ALL
SELECT document, place, claim, printed, recomputed, unit, agrees FROM prose_claim;

-- What contradicts what, as the checks found it; the worst first.
CREATE VIEW inconsistency AS
SELECT
    c.document, c.kind, c.severity, c.subject, c.printed, c.other, c.difference, c.place, c.other_place, c.message,
    c.rule, c.finding, coalesce(c.part, part_of(c.document, c.place, NULL)) AS part, a.name AS acknowledged_by, a.date AS acknowledged_on,
    a.reason AS acknowledged_for, c.file, c.file_row, c.other_document, d.title AS document_title, e.title AS other_title
FROM contradiction AS c
JOIN document AS d ON d.document = c.document
LEFT JOIN document AS e ON e.document = c.other_document
LEFT JOIN acknowledgement AS a ON a.finding = c.finding;

-- What casts doubt on a figure, by the row of the input file that it stands in: so it follows the figure wherever that is shown,
-- into what other documents' reports show of it too. Its document says so, a check has found that something else is printed for
-- the same or that it does not hold together with others, or nothing can be held against it.
CREATE VIEW figure_doubt AS
WITH found AS (
    SELECT c.finding, c.message, c.document, c.place, c.other_place, c.other_document, c.file, c.file_row,
        CASE WHEN c.rule IN ('repeat', 'not-yet') THEN 'two_values' WHEN c.rule = 'restated' THEN 'recalculated' WHEN c.rule = 'break' THEN 'incomparable'
            WHEN c.rule = 'area' THEN 'judged_otherwise' ELSE 'contradicted' END AS doubt
    FROM contradiction AS c
    WHERE (c.severity IN ('error', 'warning') OR c.rule = 'restated') AND regexp_matches(c.file, '(/|#)(observations|targets|ledger|scores|claims|process_areas)([.]csv)?$')
),
facts AS (
    SELECT file, file_row, document, place, value, measure, concat_ws('|', indicator, organisation, sex, measure, period_start, period_end) AS what FROM printed_figure
    UNION ALL SELECT file, file_row, document, place, amount, measure, concat_ws('|', line, organisation, measure, period_start, period_end) FROM ledger_line
),
-- A target or a budget is decided anew: that is no doubt.
standing AS (
    FROM found AS c
    WHERE c.doubt <> 'recalculated' OR EXISTS (
        FROM facts AS f WHERE f.file = c.file AND f.file_row = c.file_row AND f.measure NOT IN ('target', 'budget')
    )
),
rivals AS (
    SELECT other.file, other.file_row, c.doubt, c.finding, c.message, c.document, c.place, c.other_place, c.other_document
    FROM standing AS c
    JOIN facts AS f ON f.file = c.file AND f.file_row = c.file_row
    JOIN facts AS other ON other.what = f.what AND other.value IS DISTINCT FROM f.value
        AND other.document IN (c.document, coalesce(c.other_document, c.document)) AND list_contains(string_split(c.other_place, '; '), other.place)
    WHERE c.doubt IN ('two_values', 'recalculated')
    UNION ALL
    -- The figures that speak against the verdict of an area: they stand on its own page.
    SELECT f.file, f.file_row, 'against_verdict', c.finding, c.message, c.document, c.place, c.other_place, c.other_document
    FROM standing AS c
    JOIN facts AS f ON f.document = c.document AND list_contains(string_split(c.other_place, '; '), f.place) AND f.measure = 'outcome'
    WHERE c.doubt = 'judged_otherwise'
),
own AS (
    SELECT file, file_row, 'doubted' AS doubt, note, document, place FROM observation WHERE doubted IS NOT NULL
    UNION ALL SELECT file, file_row, 'preliminary', note, document, place FROM observation WHERE preliminary IS NOT NULL
    UNION ALL SELECT file, file_row, 'assumed', note, document, place FROM observation WHERE assumed IS NOT NULL
    UNION ALL SELECT s.file, s.file_row, 'unverifiable', NULL, s.document, s.place
    FROM stated_claim AS s LEFT JOIN claim_check AS c ON c.document = s.document AND c.claim = s.claim
    WHERE c.agrees IS NULL
),
every AS (
    SELECT file, file_row, doubt, finding, message, document, place, other_place, other_document FROM standing
    UNION FROM rivals
    UNION SELECT file, file_row, doubt, NULL, note, document, place, NULL, NULL FROM own
)
SELECT e.file, e.file_row, e.doubt, e.finding, e.message, e.place, e.other_place, d.title AS document_title, o.title AS other_title, e.document
FROM every AS e
JOIN document AS d ON d.document = e.document
LEFT JOIN document AS o ON o.document = e.other_document;

-- Acknowledgements whose contradiction is no longer there as it was: the figures changed, or it is gone.
CREATE VIEW lapsed_acknowledgement AS
SELECT a.finding, a.document, a.subject, a.name, a.date, a.reason,
    (SELECT max(c.message) FROM contradiction AS c WHERE c.document = a.document AND c.subject = a.subject) AS now
FROM acknowledgement AS a
WHERE NOT EXISTS (SELECT 1 FROM contradiction AS c WHERE c.finding = a.finding);

CREATE VIEW narrative AS
SELECT
    t.document, t.organisation, t.subject_type,
    coalesce(
        CASE t.subject_type
            WHEN 'goal' THEN g.label
            WHEN 'commitment' THEN c.label
            WHEN 'control' THEN k.label
        END, t.subject
    ) AS subject,
    -- What came after the contract is told as what it was before: a decision summed up, a reason was analysis.
    CASE t.section WHEN 'decision' THEN 'summary' WHEN 'reason' THEN 'analysis' WHEN 'action' THEN 'conclusion' ELSE t.section END AS section,
    t.text
FROM text AS t
LEFT JOIN goal AS g ON g.document = t.document AND g.goal = t.subject AND t.subject_type = 'goal'
LEFT JOIN commitment AS c ON c.document = t.document AND c.commitment = t.subject AND t.subject_type = 'commitment'
LEFT JOIN control AS k ON k.document = t.document AND k.control = t.subject AND t.subject_type = 'control';

-- ---- beside the contract ----

CREATE VIEW document_part AS
SELECT p.document, d.kind, d.year, p.organisation, o.name AS organisation_name, p.title, d.title AS document_title,
    d.period_start, d.period_end, d.reference, p.symbol_set, p.note, p.place, k.name AS kind_name,
    CASE WHEN c.document IS NOT NULL THEN 'closed' ELSE p.state::VARCHAR END AS state, c.decision, c.closed_on, c.corrections
FROM part AS p
JOIN document AS d ON d.document = p.document
LEFT JOIN (
    SELECT document, arg_min(closed_on, file_row) AS closed_on, arg_min(decision, file_row) AS decision, count(*) - 1 AS corrections
    FROM closing
    GROUP BY document
) AS c ON c.document = p.document
LEFT JOIN own_kind AS k ON k.subject = 'document' AND k.kind = d.own_kind
JOIN organisation AS o ON o.organisation = p.organisation;

-- Areas of each part: those that the document lists, then those that only its goals and commitments stand in, under their
-- usual names.
CREATE VIEW area_name AS
WITH told AS (
    SELECT document, organisation, process_area, printed_name, position FROM document_area
    UNION ALL BY NAME
    SELECT document, organisation, process_area
    FROM (
        SELECT document, organisation, process_area FROM goal WHERE process_area IS NOT NULL
        UNION SELECT document, organisation, process_area FROM commitment WHERE process_area IS NOT NULL
    ) AS used
    ANTI JOIN document_area USING (document, organisation, process_area)
)
SELECT a.document, d.year, a.organisation, a.process_area, coalesce(a.printed_name, p.name) AS name, p.name AS usual_name,
    coalesce(a.position, 1000 + p.position) AS position, v.perspective, v.name AS perspective_name
FROM told AS a
JOIN document AS d ON d.document = a.document
JOIN process_area AS p ON p.process_area = a.process_area
LEFT JOIN tree_node AS n ON n.document = a.document AND n.organisation = a.organisation AND n.level = 'area' AND n.node = a.process_area
LEFT JOIN perspective AS v ON v.perspective = coalesce(n.perspective, p.perspective);

-- Goals with every judgement: one row a yardstick, so most goals have one row.
CREATE VIEW goal_measure_detail AS
WITH b AS (
    -- A goal without yardsticks is judged by its part goals.
    SELECT y.* REPLACE (
        CASE WHEN y.yardsticks = 0 THEN coalesce(n.assessment_computed, y.assessment_computed) ELSE y.assessment_computed END AS assessment_computed,
        CASE WHEN y.yardsticks = 0 AND n.assessment_computed <> 'not_evaluated' THEN NULL ELSE y.unjudged END AS unjudged
    ), CASE WHEN y.yardsticks = 0 THEN n.parts END AS goal_parts, n.known AS goal_parts_known, n.reached AS goal_parts_reached
    FROM goal_basis AS y
    LEFT JOIN node_judgement AS n ON n.document = y.document AND n.organisation = y.organisation AND n.level = y.level AND n.node = y.goal
)
SELECT b.*,
    final_judgement(j.assessment_override, stated(b.yardstick_step, b.yardstick_published, b.assessment_published), stated(b.yardstick_step, b.yardstick_means, b.assessment_means), b.assessment_computed, b.symbol_lost) AS assessment_final,
    coalesce(CASE b.measure_no WHEN 1 THEN j.trend_override END, stated(b.yardstick_trend_step, b.yardstick_trend, b.trend_published), b.trend_computed) AS trend_final,
    otherwise(b.yardstick_means, b.assessment_computed) AS yardstick_otherwise,
    bu.symbol AS target_base_symbol, bu.kind AS target_base_kind, sb.name AS target_set_by_name,
    otherwise(b.assessment_means, b.assessment_computed) AS judged_otherwise,
    shown_as(coalesce(b.yardstick_step, b.assessment_step), CASE b.measure_no WHEN 1 THEN j.assessment_override END,
        final_judgement(j.assessment_override, stated(b.yardstick_step, b.yardstick_published, b.assessment_published), stated(b.yardstick_step, b.yardstick_means, b.assessment_means), b.assessment_computed, b.symbol_lost)) AS assessment_shown,
    coalesce(b.trend_computed <> b.trend_published, false) AS trend_otherwise,
    CASE b.measure_no WHEN 1 THEN j.assessment_override END AS assessment_override, j.assessment_reason, j.assessment_by, j.assessment_on,
    CASE b.measure_no WHEN 1 THEN j.trend_override END AS trend_override, j.trend_reason, j.trend_by, j.trend_on,
    j.assessment_computed AS goal_computed, j.assessment_final AS goal_final, j.known AS measures_known, j.reached AS measures_reached, j.rule,
    i.source AS indicator_source,
    w.name AS target_only_for_name, tu.symbol AS target_symbol, tu.name AS target_unit_name, tu.kind AS target_kind, ou.symbol AS outcome_symbol, ou.name AS outcome_unit_name, ou.kind AS outcome_kind, pu.symbol AS previous_symbol, pu.kind AS previous_kind,
    wu.symbol AS outcome_women_symbol, mu.symbol AS outcome_men_symbol, pwu.symbol AS previous_women_symbol, pmu.symbol AS previous_men_symbol,
    wo.origin_kind, wo.origin
FROM b
LEFT JOIN fact_origin AS wo ON wo.file = b.outcome_file AND wo.file_row = b.outcome_row
JOIN goal_judged AS j ON j.document = b.document AND j.goal = b.goal
LEFT JOIN indicator AS i ON i.indicator = b.indicator
LEFT JOIN unit AS tu ON tu.unit = b.target_unit
LEFT JOIN unit AS ou ON ou.unit = b.outcome_unit
LEFT JOIN unit AS pu ON pu.unit = b.previous_unit
LEFT JOIN unit AS wu ON wu.unit = b.outcome_women_unit
LEFT JOIN unit AS mu ON mu.unit = b.outcome_men_unit
LEFT JOIN unit AS pwu ON pwu.unit = b.previous_women_unit
LEFT JOIN unit AS pmu ON pmu.unit = b.previous_men_unit
LEFT JOIN unit AS bu ON bu.unit = b.target_base_unit
LEFT JOIN organisation AS sb ON sb.organisation = b.target_set_by
LEFT JOIN organisation AS w ON w.organisation = b.target_only_for;

-- One row a goal, judged by all its yardsticks, with the figures of its first.
CREATE VIEW goal_detail AS
SELECT m.* REPLACE (
    j.assessment_computed AS assessment_computed, j.assessment_final AS assessment_final, j.judged_otherwise AS judged_otherwise,
    shown_as(m.assessment_step, m.assessment_override, j.assessment_final) AS assessment_shown
)
FROM goal_measure_detail AS m
JOIN goal_judged AS j ON j.document = m.document AND j.goal = m.goal
WHERE m.measure_no = 1;

-- Every printed outcome. A figure printed without unit is one of the indicator's.
CREATE VIEW printed_outcome AS
SELECT o.indicator, o.organisation, o.sex, o.period_type, o.period_start, o.period_end, o.operator, o.value, o.decimals AS printed_decimals,
    u.unit, u.symbol AS unit_symbol, o.document, o.place, o.doubted IS NOT NULL AS doubted, o.preliminary IS NOT NULL AS preliminary,
    d.title AS document_title, o.file, o.file_row
FROM observation AS o
JOIN indicator AS i ON i.indicator = o.indicator
JOIN unit AS u ON u.unit = coalesce(o.unit, i.unit)
JOIN document AS d ON d.document = o.document
WHERE o.measure = 'outcome' AND o.value IS NOT NULL;

-- One outcome for each indicator, organisation, sex and period (`judge/series.py` decides which). `also_printed` holds the
-- other values that documents print for the same, in the same unit.
CREATE VIEW series AS
SELECT o.* EXCLUDE (file, file_row), s.also_printed, o.file, o.file_row
FROM series_figure AS s
JOIN printed_outcome AS o ON o.file = s.file AND o.file_row = s.file_row;

-- The same for each yardstick of each goal; for the periods that it is judged by, the outcomes that it is judged by.
CREATE VIEW goal_series AS
WITH own AS (
    SELECT f.document AS goal_document, f.goal, f.measure_no, o.* EXCLUDE (file, file_row), f.also_printed, o.file, o.file_row
    FROM goal_figure AS f
    JOIN printed_outcome AS o ON o.file = f.file AND o.file_row = f.file_row
)
FROM own
UNION ALL
SELECT m.document, m.goal, m.measure_no, s.*
FROM goal_measure AS m
JOIN series AS s ON s.indicator = m.indicator AND s.organisation = m.measured_for AND m.sex IN ('T', s.sex)
    AND coalesce(m.period_type, s.period_type) = s.period_type
ANTI JOIN own AS o ON o.goal_document = m.document AND o.goal = m.goal AND o.measure_no = m.measure_no AND o.sex = s.sex
    AND o.period_start = s.period_start AND o.period_end = s.period_end;

CREATE VIEW indicator_detail AS
SELECT i.indicator, i.label, i.unit, u.symbol, u.kind AS unit_kind, i.decimals, i.direction, i.tolerance, i.tolerance_kind, i.source, i.definition,
    o.organisation, count(o.value) AS figures, min(o.period_start) AS first_day, max(o.period_end) AS last_day
FROM indicator AS i
JOIN unit AS u ON u.unit = i.unit
LEFT JOIN observation AS o ON o.indicator = i.indicator
GROUP BY ALL;

CREATE VIEW indicator_break AS
SELECT indicator, from_date, reason FROM method_break;

-- One target for each indicator, organisation, level and year (`judge/series.py` decides which).
CREATE VIEW indicator_target AS
SELECT indicator, organisation, document, year, target, printed_decimals, unit, level, file, file_row FROM standing_target;

CREATE VIEW legend AS
SELECT symbol_set, subject, code, shape, word, position, meaning, colour, from_percent, word_en FROM symbol;

-- What the owner calls things; what is not here has its usual word.
CREATE VIEW term AS
SELECT language, code, brief, one, the_one, many, the_many, second FROM own_term;

CREATE VIEW build_info AS
SELECT built_at, fingerprint, code_version, code_fingerprint FROM build;

-- Commitments that the document measures, one row each (`judge/commitments.py` decides which figures are meant).
CREATE VIEW commitment_measure AS
SELECT m.document, m.commitment, i.label AS indicator_label, i.direction, u.symbol AS unit_symbol,
    m.* EXCLUDE (document, commitment, outcome_type),
    -- Twelve months that end with December are a year.
    CASE WHEN m.outcome_start = make_date(year(m.outcome_end), 1, 1) AND m.outcome_end = make_date(year(m.outcome_end), 12, 31) THEN 'year'
        ELSE m.outcome_type END AS outcome_type
FROM commitment_judgement AS m
JOIN commitment AS c ON c.document = m.document AND c.commitment = m.commitment
JOIN indicator AS i ON i.indicator = c.indicator
LEFT JOIN unit AS u ON u.unit = m.outcome_unit;

CREATE VIEW commitment_detail AS
SELECT c.document, d.year, c.organisation, c.strategic_goal, c.process_area, c.commitment AS code, c.label, c.kind, c.owners,
    -- The names of owners that are several organisations together, in the order of the owners.
    (SELECT list(CASE WHEN o.kind = 'collective' THEN o.name END ORDER BY w.at)
        FROM (SELECT unnest(c.owners) AS owner, generate_subscripts(c.owners, 1) AS at) AS w
        LEFT JOIN organisation AS o ON o.organisation = w.owner) AS owner_groups,
    c.status, c.status_source, c.status_step,
    c.completion, c.completion_source, c.carried_to, c.place, c.source_line, c.file, c.file_row, p.symbol_set, s.word AS status_word, s.level AS status_level,
    m.* EXCLUDE (document, commitment)
FROM commitment AS c
JOIN document AS d ON d.document = c.document
LEFT JOIN part AS p ON p.document = c.document AND p.organisation = c.organisation
LEFT JOIN symbol AS s ON s.symbol_set = p.symbol_set AND s.subject = 'status' AND s.code = c.status_step
LEFT JOIN commitment_measure AS m ON m.document = c.document AND m.commitment = c.commitment;

CREATE VIEW key_figure_detail AS
WITH figure AS (
SELECT o.document, d.year, o.organisation, o.indicator, i.label, i.decimals, i.direction, i.source, i.topic, i.charted, o.sex, o.period_type, o.period_start,
    o.period_end, o.measure, o.operator, o.value, o.decimals AS printed_decimals, o.missing, o.unit, u.symbol, u.kind AS unit_kind, u.scale_of AS scale, coalesce(u.factor, 1) AS factor, o.compared_to, o.preliminary, o.doubted, o.note, o.place, o.source_line,
    o.file, o.file_row, o.of_goal, o.origin_kind, o.origin, o."of",
    -- The part of the document that prints the figure, whoever the figure is about.
    part_of(o.document, o.place, o.organisation) AS part,
    o.shown_in = 'table' AS in_table, o.heading,
    -- First days of the methods that it has been measured by after the first.
    (SELECT list(b.from_date ORDER BY b.from_date) FROM method_break AS b WHERE b.indicator = o.indicator) AS measured_anew
FROM printed_figure AS o
JOIN document AS d ON d.document = o.document
JOIN indicator AS i ON i.indicator = o.indicator
LEFT JOIN unit AS u ON u.unit = o.unit
)
SELECT f.*, coalesce(f.part = f.organisation OR f.part = who.parent, false) AS own, who.name AS organisation_name
FROM figure AS f
JOIN organisation AS who ON who.organisation = f.organisation;

CREATE VIEW ledger_detail AS
SELECT l.document, d.year, l.organisation, l.statement, l.line_no, l.line, l.is_total, l.measure, l.period_start, l.period_end, l.amount,
    l.decimals, l.missing, l.unit, u.symbol, u.scale_of AS scale, coalesce(u.factor, 1) AS factor, l.note,
    l.shown_in = 'table' AS in_table, l.heading, l.place, l.source_line,
    -- What totals are made of in the end: neither a total of other lines nor a detail that no total counts.
    CASE WHEN EXISTS (
        SELECT 1 FROM ledger_sum AS s WHERE s.document = l.document AND s.organisation = l.organisation AND s.part_statement = l.statement
    ) THEN EXISTS (
        SELECT 1 FROM ledger_sum AS s
        WHERE s.document = l.document AND s.organisation = l.organisation AND s.statement = l.statement
            AND s.part_statement = l.statement AND s.part = l.line_no
    ) AND NOT EXISTS (
        SELECT 1 FROM ledger_sum AS s
        WHERE s.document = l.document AND s.organisation = l.organisation AND s.statement = l.statement
            AND s.part_statement = l.statement AND s.total = l.line_no
    ) ELSE NOT l.is_total END AS is_leaf, l.file, l.file_row, part_of(l.document, l.place, l.organisation) AS part, l.origin_kind, l.origin,
    coalesce(k.behaves_as, l.statement) AS behaves_as, k.name AS statement_name,
    c.costs, c.variance, coalesce(c.contradicted, false) AS contradicted, coalesce(c.is_result, false) AS is_result, coalesce(c.more_is_good, 0) AS more_is_good,
    coalesce(c.variance_is, 0) AS variance_is, coalesce(c.plus_is_good, 0) AS plus_is_good, coalesce(c.plus_is_more, 0) AS plus_is_more,
    a.in_ground, a.from_budget, a.from_budget_decimals, a.from_budget_side,
    who.name AS organisation_name, coalesce(part_of(l.document, l.place, l.organisation) IN (l.organisation, who.parent), false) AS own
FROM ledger_line AS l
LEFT JOIN own_kind AS k ON k.subject = 'statement' AND k.kind = l.statement
JOIN document AS d ON d.document = l.document
JOIN organisation AS who ON who.organisation = l.organisation
JOIN unit AS u ON u.unit = l.unit
LEFT JOIN ledger_amount AS a ON a.file = l.file AND a.file_row = l.file_row
LEFT JOIN sign_convention AS c
    ON c.document = l.document AND c.organisation = l.organisation AND c.statement = l.statement AND c.line_no = l.line_no AND c.line = l.line;

CREATE VIEW claim_detail AS
SELECT s.document, d.year, s.organisation, s.claim AS code, s.label, s.printed, s.operator, s.decimals, s.unit, u.symbol, u.kind AS unit_kind, u.scale_of AS scale, s.support,
    (SELECT min(k.name) FROM own_kind AS k WHERE k.subject = 'statement' AND contains(s.support, chr(39) || k.kind || chr(39))) AS own_statement,
    s.counted, s.expected IS NOT NULL AS expected, c.recomputed, c.agrees, s.place,
    s.source_line, part_of(s.document, s.place, s.organisation) AS part, s.file, s.file_row
FROM stated_claim AS s
JOIN document AS d ON d.document = s.document
JOIN unit AS u ON u.unit = s.unit
LEFT JOIN claim_check AS c ON c.document = s.document AND c.claim = s.claim;

CREATE VIEW text_detail AS
SELECT t.document, d.year, t.organisation, t.subject_type, t.subject, t.section, t.text, t.place, t.source_line,
    part_of(t.document, t.place, t.organisation) AS part
FROM text AS t
JOIN document AS d ON d.document = t.document;

CREATE VIEW area_detail AS
SELECT a.document, d.year, a.organisation, a.process_area, a.printed_name AS name, a.position, v.name AS perspective_name, a.assessment,
    a.assessment_source, a.trend, a.trend_source, a.assessment_step, a.trend_step, a.place, a.source_line, a.file, a.file_row
FROM document_area AS a
JOIN document AS d ON d.document = a.document
JOIN process_area AS p ON p.process_area = a.process_area
LEFT JOIN tree_node AS n ON n.document = a.document AND n.organisation = a.organisation AND n.level = 'area' AND n.node = a.process_area
LEFT JOIN perspective AS v ON v.perspective = coalesce(n.perspective, p.perspective);

CREATE VIEW activity_detail AS
SELECT a.document, c.organisation, a.commitment, c.label AS commitment_label, a.activity_no, a.label, a.responsible, a.measure, a.place
FROM activity AS a
JOIN commitment AS c ON c.document = a.document AND c.commitment = a.commitment;

-- Codes of responsible people with their meaning, beside an organisation of the same code so that they are not mixed up.
CREATE VIEW role_name AS
SELECT r.document, r.role, r.name, o.name AS not_organisation, r.source_line, r.file_row
FROM role AS r
LEFT JOIN organisation AS o ON o.organisation = r.role;

CREATE VIEW control_detail AS
SELECT c.document, d.year, c.control AS code, c.organisation, p.name AS area, c.risk, c.label, c.frequency, c.method, c.assessment,
    c.assessment_source, c.assessment_step, c.action, c.carried_to, c.place, c.source_line, w.name AS organisation_name,
    part_of(c.document, c.place, c.organisation) AS part, coalesce(c.scope, w.name) AS scope
FROM control AS c
JOIN document AS d ON d.document = c.document
JOIN organisation AS w ON w.organisation = c.organisation
LEFT JOIN process_area AS p ON p.process_area = c.process_area;

-- Area totals as printed, beside the sums of their questions.
CREATE VIEW evaluation_area AS
SELECT s.document, s.area_no, s.area, s.achieved, s.max, s.percent,
    (SELECT sum(q.achieved) FROM score AS q WHERE q.document = s.document AND q.area_no = s.area_no AND q.question_no IS NOT NULL) AS summed,
    s.place, s.file, s.file_row
FROM score AS s
WHERE s.question_no IS NULL;

CREATE VIEW target_detail AS
SELECT t.document, t.goal, g.label, g.organisation AS goal_organisation, t.organisation, t.year, t.period_start, t.period_end, sign_of(t.kind, t.operator, i.direction) AS operator, t.value, t.decimals,
    t.missing, t.unit, u.symbol, u.kind AS unit_kind, t.yardstick, t.set_by, w.name AS set_by_name, t.kind, t.upper, t.upper_decimals, t.base_year,
    t.base_value AS base, t.base_decimals, u.symbol AS base_symbol, t."of", t.first_year, t.last_year, t.words, t.place, t.source_line, t.file, t.file_row
FROM target AS t
JOIN goal AS g ON g.document = t.document AND g.goal = t.goal
LEFT JOIN goal_measure AS m ON m.document = t.document AND m.goal = t.goal AND m.measure_no = t.yardstick
LEFT JOIN indicator AS i ON i.indicator = m.indicator
LEFT JOIN organisation AS w ON w.organisation = t.set_by
LEFT JOIN unit AS u ON u.unit = t.unit;

-- What later documents show of the findings of an evaluation.
CREATE VIEW finding_followup AS
SELECT f.document, f.area_no, f.kind, f.label AS finding, l.followed_in, d.year AS followed_year, d.title AS followed_title, l.note
FROM finding AS f
JOIN finding_lineage AS l ON l.document = f.document AND l.area_no = f.area_no AND l.finding = f.label
JOIN document AS d ON d.document = l.followed_in;

-- What hangs right under each node, with whatever pages need. An area that columns hang under several strategic goals has under
-- each the goals that it has there; a goal has those below it, as everywhere.
CREATE VIEW node_under AS
SELECT d.* REPLACE (
    CASE WHEN d.is_goal THEN d.goals ELSE e.goals END AS goals, CASE WHEN d.is_goal THEN d.goals_known ELSE e.goals_known END AS goals_known,
    CASE WHEN d.is_goal THEN d.goals_reached ELSE e.goals_reached END AS goals_reached, CASE WHEN d.is_goal THEN d.part_goals ELSE e.part_goals END AS part_goals
), e.parent_level AS under_level, e.parent AS under
FROM node_part AS e
JOIN node_detail AS d ON d.document = e.document AND d.organisation = e.organisation AND d.level = e.level AND d.node = e.node;

-- What carries which tag, under the name that it has in its document; an indicator by its own.
CREATE VIEW tag_status AS
WITH named AS (
    SELECT document, organisation, 'goal' AS subject_type, goal AS subject, label AS name FROM goal
    UNION ALL SELECT document, organisation, 'commitment', commitment, label FROM commitment
    UNION ALL SELECT document, organisation, 'area', process_area, printed_name FROM document_area
    UNION ALL SELECT n.document, n.organisation, 'node', n.node, n.label FROM tree_node AS n JOIN tree_level AS l ON l.level = n.level WHERE NOT l.is_goal
    UNION ALL SELECT document, part_of(document, place, organisation), 'control', control, label FROM control
    UNION ALL SELECT DISTINCT document, part, 'indicator', indicator, label FROM key_figure_detail
)
SELECT t.document, d.year, n.organisation, t.tag, g.name AS tag_name, g.kind, t.subject_type, t.subject, n.name
FROM tagged AS t
JOIN tag AS g ON g.tag = t.tag
JOIN document AS d ON d.document = t.document
JOIN named AS n ON n.document = t.document AND n.subject_type = t.subject_type AND n.subject = t.subject;
