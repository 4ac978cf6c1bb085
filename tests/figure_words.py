"""Messages that have a usual term of an owner in them and mean something else by it: why it stays.

A new message with such a word names the term (`words/terms.py`), or stands here.
"""

#: The “mål” of a figure is its target, whatever goals are called; so is a unit what a figure is counted in.
MEANT_OTHERWISE = {
    "inget mål för året",
    "Mot målet",
    "precis på målet {target}",
    "{far} bättre än målet {target}",
    "{far} sämre än målet {target}",
    "antaget mått",
    "bättre än målet",
    "Bättre än målet",
    "Bara ett tal, i den enhet som står på raden. Samma tecken som i budgeten.",
    "Det tidigare värdet har en annan enhet.",
    "Mycket högre än förut. Är det rätt enhet?",
    "Mycket lägre än förut. Är det rätt enhet? 4,4 % skrivs 4,4.",
    "Skriv bara talet, i den enhet som står på raden: 4,4 för 4,4 %, utan %-tecken.",
    "utfallet minus målnivån, i en enhet",
    "är mycket högre än tidigare ({earlier}); är det rätt enhet?",
    "en del av året jämförs inte med helårets mål",
    "Enhet",
    "Enheter, anmärkning",
    "Enligt siffrorna i texten nåddes målet inte: {controls}.",
    "frågan ger ett tal i {read}, men talet är tryckt i {printed}. Räkna om det i frågan, eller rätta enheten",
    "Föregående utfall, enhet",
    "inget mål för {year}",
    "Läge mot målen",
    "Läge mot målet för utfallets år",
    "Läge mot planens mål",
    (
        "Läget är vår beräkning: planens senaste utfall mot målen för {year}. Under {Goal.short.many} "
        "står också läget mot målen för utfallets eget år."
    ),
    "Mål",
    "mål i siffror saknas",
    "mål och utfall har olika enhet",
    "mål och utfall i siffror saknas",
    "mål {target}",
    "Mål {year}",
    "målet gäller {whose}, utfallet inte",
    "Målet är tryckt som {target}, utfallet som {outcome}.",
    "Målnivå, enhet",
    "Mått",
    "Vad som har blivit sämre, längst från målet först",
    "Inga {goal.many} har både utfall och mål i siffror.",
    "{Goal.many} efter avstånd till målet {where}",
    "{Goal.many} efter avstånd till målet",
    "namn@kommun.se",
    (
        "När bedömningen räknas ur siffrorna räcker det att nå målet, och nära är högst {share} av "
        "målvärdet från målet. {whose}"
    ),
    (
        "När bedömningen räknas ur siffrorna räcker det att nå målet, och nära är inom {indicator.the}s "
        "tolerans. {whose}"
    ),
    "När bedömningen räknas ur siffrorna räcker det att nå målet, och nära är {limits}.",
    "När bedömningen räknas ur siffrorna räcker det att nå målet. Ingen gräns för nära är satt.",
    "en plats har ingen enhet, eller en med kind rank i reference/units.csv; en andel av alla är i procent",
    (
        "ett intervall, men för {indicator.the} står att {way}; skriv range i direction i reference/indicators.csv, "
        "eller ett mål med kind level"
    ),
    "ett mål med kind direction eller words har inget tal i value",
    "ett mål med kind range, rank eller words har inget tecken i operator",
    "målet går åt fel håll: för {indicator.the} står att {way}",
    "målet är ord som inga siffror avgör",
    "talet behöver en enhet i unit",
    "{indicator.the} är bäst inom ett intervall, men målet är ett tal",
    "{label}, mål: {target}",
    "{label}: inget utfall {year}, mål: {target}",
    "{label}: {outcome}, mål: {target}",
    "{label}: {outcome}, når inte målet: {target}",
    "{label}: {outcome}, når målet: {target}",
    "{outcome} mot mål: {target}",
    "{outcome} mot mål: {target}, alltså {distance}; publicerat {word}",
    "Nära målet",
    "nära målet",
    "okänd enhet «{unit}».",
    "Olika mål för olika nivåer",
    "precis på målet",
    "senaste utfall mot mål {year}, vår beräkning",
    "Siffror i {units} ({years}) ritas inte: de går inte att räkna om till linjens enhet.",
    "sämre än målet",
    "Sämre än målet",
    "så heter en enhet i Windows, eller en sida; välj ett annat id",
    "så heter en enhet i Windows; välj ett annat namn",
    "utfall {then} mot mål {year}",
    "utfall {then} mot mål {year}, vår beräkning",
    "Utfall, enhet",
    "utfallet och målet gäller inte samma del av året",
    "{better} av {all} är bättre än målet, {worse} sämre",
    "{code}: målet för hela {municipality.the}, ur {goal.short.the}s rubrik.",
    "{control} ({outcome} mot målet {target})",
    "{distance}, på gränsen för nära målet: avrundning kan avgöra",
    "{far} under målet",
    "{far} över målet",
    "{file} är ingen vanlig fil utan en enhet eller ett rör.",
    "{heading}, enhet",
    "{label}: inget utfall {year}, målet är {target}",
    "{label}: utfall {then} {earlier}, mål {year} {target}",
    "{label}: utfall {then} {outcome}, mål {year} {target}",
    "{label}: varken mål eller utfall i siffror för {year}",
    "{label}: {outcome}, bättre än målet {target}",
    "{label}: {outcome}, inget mål i siffror för {year}",
    "{label}: {outcome}, målet {target} gäller {whose}",
    "{label}: {outcome}, målet är {target}",
    "{label}: {outcome}, når inte målet {target}",
    "{label}: {outcome}, når målet {target}",
    "{label}: {outcome}, når precis målet {target}",
    "{Municipality.the}s mål",
    "{outcome} mot målet {target}",
    "{outcome} mot målet {target}, alltså {distance}; publicerat {word}",
    "{sign}: varken mål eller utfall i siffror ({amount}), så bedömning och trend går inte att räkna ut.",
    "är ingen vanlig fil utan en enhet eller ett rör; lägg dit filen själv",
}
#: The same of what the database says of its columns.
COMMENTS_OF_FIGURES = {
    "{Goal.many}: mål och utfall för året, publicerad, beräknad och slutlig bedömning och trend",
    "{Goal.the_many}s {yardstick.many}, {yardstick:en|ett} per rad: mål och utfall i en enhet, och vad siffrorna säger",
    "{Key_figure.many}, utfall, mål och förändringar som de är tryckta, per kön och period; samma tal tryckt på två "
    "ställen är två rader",
    "Enheten som målet är tryckt i",
    "Enheten som utfallet är tryckt i, {indicator.the}s där ingen är tryckt",
    "Enheten som det tidigare utfallet är tryckt i, {indicator.the}s där ingen är tryckt",
    "Varför målet saknas, där dokumentet säger det",
    "Tecken eller ord tryckt före målet",
    "Bedömning enligt regeln om mål, tolerans och riktning",
    "Enheten som det är tryckt i",
    "Hur många som jämförs, där målet säger det",
    "Målvärde för rapportåret, tomt om inget är satt eller om målet inte är ett enda tal (target_kind säger vad det "
    "är)",
    "Målvärdet, tomt där målet inte är ett enda tal",
    "Organisationen som har satt målet",
    "Snittet av de år som är kända hittills, i målets enhet",
    "Talet som utfallet ska öka eller minska från, där det står i målet",
    "Vad målet är: level ett tal, range ett intervall, direction att något ska öka eller minska, rank en placering, "
    "mean ett snitt över år, words ord; tomt utan mål",
    "Varför siffrorna inte bedömer: no_figures, no_outcome, old_outcome, no_target, other_target, part_of_year, units, "
    "no_direction, one_end (målet är ett tal men {indicator.the} bäst i ett intervall), limit, base (inget att jämföra "
    "med), no_rank (ingen placering), among (inte hur många som jämförs), years (inte alla år), method, words (ord), "
    "sexes, rough",
    "Vad talet är: utfall, mål, budget, prognos, avvikelse, förändring …",
}
