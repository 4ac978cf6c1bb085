-- Public views: the contract with notebooks, exports and outside users. Columns may be added, never renamed or dropped.
-- Views ending in _detail and _basis carry what pages need beside the contract: places, tolerances, names.

-- The part of a document that something stands in: by its place, else by whom it is about, else the first part.
CREATE MACRO part_of(doc, spot, org) AS (
    SELECT p.organisation FROM part AS p
    WHERE p.document = doc
    ORDER BY (spot = p.place OR starts_with(spot, p.place || ' ›')) DESC, (p.organisation = org) DESC, p.source_line
    LIMIT 1
);

-- Amounts grow with the year: one for a part of it says nothing yet about a target for the whole.
CREATE MACRO of_part_year(what, span) AS
    span IN ('part_year', 'quarter', 'month') AND what IN ('count', 'kr', 'tkr', 'mnkr', 'hours', 'mil');

-- A target, or that there is none; a blank cell says neither.
CREATE MACRO told_of_target(figure, reason) AS figure IS NOT NULL OR coalesce(reason IN ('not_yet', 'removed'), false);

-- The nearest row: which of several printed figures is meant where something is told of one. Smallest comes first: one that
-- nobody doubts before one that is doubted, then the one that stands nearest on the page; on one line, places decide.
CREATE MACRO nearness(doubt, line, own_line, spot) AS ROW(doubt IS NOT NULL, abs(line - own_line), spot);

-- Whether an indicator began to be measured in another way after one day, and no later than another.
CREATE MACRO method_changed(what, after_day, until_day) AS EXISTS (
    SELECT 1 FROM method_break AS b WHERE b.indicator = what AND b.from_date > after_day AND b.from_date <= until_day
);

-- What stands: what somebody decided, else what was published, else what figures give; where a symbol is lost and no
-- figures can take its place, nobody knows.
CREATE MACRO final_judgement(decided, published, computed, lost) AS
    coalesce(decided, published, nullif(computed, CASE WHEN lost THEN 'not_evaluated' END));

CREATE VIEW organisation_name AS
SELECT organisation, name, kind, parent FROM organisation;

-- Every printed figure: observations, and the targets of goals that no observation repeats.
CREATE VIEW printed_figure AS
SELECT
    document, indicator, organisation, sex, period_type, period_start, period_end, measure, operator, value, decimals, missing, unit,
    compared_to, preliminary, doubted, note, shown_in, heading, place, source_line, file, file_row, false AS of_goal
FROM observation
UNION ALL
SELECT
    t.document, g.indicator, who, 'T', 'year', make_date(t.year, 1, 1), make_date(t.year, 12, 31), 'target', t.operator, t.value,
    t.decimals, t.missing, t.unit, NULL, NULL, NULL, NULL, t.shown_in, t.heading, t.place, t.source_line, t.file, t.file_row, true
FROM target AS t
JOIN goal AS g ON g.document = t.document AND g.goal = t.goal
-- A goal's own target is held against the organisation that is measured; other targets stay with whom they are set for.
CROSS JOIN LATERAL (SELECT CASE WHEN t.organisation = g.organisation THEN g.measured_for ELSE t.organisation END AS who)
WHERE g.indicator IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM observation AS o
    WHERE o.document = t.document AND o.indicator = g.indicator AND o.organisation = who AND o.measure = 'target'
        AND o.sex = 'T' AND year(o.period_end) = t.year AND (o.place = t.place OR t.heading IS NULL)
);

-- What goals are measured by: the goal's own indicator first, further ones after it.
CREATE VIEW goal_measure AS
SELECT g.document, g.goal, 1 AS measure_no, g.indicator, g.measured_for, g.source_line FROM goal AS g
UNION ALL
SELECT document, goal, 1 + row_number() OVER (PARTITION BY document, goal ORDER BY source_line, indicator), indicator, measured_for, source_line
FROM goal_indicator;

-- Goals with all they are judged by, one row an indicator, worked out once a build (`settle`): nearly every question about
-- goals passes here, and the rules judge from it.
CREATE VIEW goal_basis AS
WITH
-- What each goal is measured by, with the year and period of its document.
measured AS (
    SELECT m.*, d.year, d.period_start AS first_day, d.period_end AS last_day
    FROM goal_measure AS m
    JOIN document AS d ON d.document = m.document
),
-- Every printed figure that a goal may mean: of its indicator, for the organisation that is measured, both sexes together.
figure AS (
    SELECT m.document, m.goal, m.measure_no, m.year, m.first_day, m.last_day, f.document = m.document AS own,
        own AND f.period_end BETWEEN m.first_day AND m.last_day AS of_period, f.* EXCLUDE (document),
        nearness(f.doubted, f.source_line, m.source_line, f.place) AS near
    FROM measured AS m
    JOIN printed_figure AS f ON f.indicator = m.indicator AND f.organisation = m.measured_for AND f.sex = 'T'
),
-- The outcome: the latest one of the document's period, the nearest to the goal where it is printed several times.
outcome AS (
    SELECT *, of_part_year(unit, period_type) AS part_of_year
    FROM figure
    WHERE measure = 'outcome' AND value IS NOT NULL AND of_period
    QUALIFY row_number() OVER (PARTITION BY document, goal, measure_no ORDER BY period_end DESC, near) = 1
),
-- Outcomes before that one and before the document's period, of any document, measured in the same way.
earlier AS (
    SELECT f.*
    FROM figure AS f
    LEFT JOIN outcome AS o ON o.document = f.document AND o.goal = f.goal AND o.measure_no = f.measure_no
    WHERE f.measure = 'outcome' AND f.value IS NOT NULL AND f.period_end < least(coalesce(o.period_start, f.first_day), f.first_day)
        AND NOT method_changed(f.indicator, f.period_end, coalesce(o.period_start, f.last_day))
),
-- The previous outcome: the latest of them. A figure for the year so far goes before a rolling year that ends later in the
-- same year, and what the document says itself before what others say.
previous AS (
    FROM earlier
    QUALIFY row_number() OVER (
        PARTITION BY document, goal, measure_no
        ORDER BY year(period_end) DESC, period_type = 'rolling_12', period_end DESC, own DESC, near
    ) = 1
),
-- The change that the document prints itself.
change AS (
    FROM figure
    WHERE measure = 'change' AND value IS NOT NULL AND of_period
    QUALIFY row_number() OVER (PARTITION BY document, goal, measure_no ORDER BY near) = 1
),
-- The target of a goal's first indicator: the goal's own; where it has none, the one set for the organisation that is
-- measured, else somebody else's, which nothing is held against.
own_target AS (
    SELECT t.document, t.goal, 1 AS measure_no, t.operator, t.value, t.decimals, t.missing, t.unit,
        CASE WHEN t.organisation NOT IN (g.organisation, coalesce(g.measured_for, g.organisation)) THEN t.organisation END AS only_for
    FROM target AS t
    JOIN goal AS g ON g.document = t.document AND g.goal = t.goal
    JOIN document AS d ON d.document = t.document
    WHERE t.year = d.year
    QUALIFY row_number() OVER (
        PARTITION BY t.document, t.goal
        ORDER BY (t.organisation = g.organisation) DESC, (t.organisation = g.measured_for) DESC, t.organisation
    ) = 1
),
-- The target of a further indicator: the one that the document prints for the year.
further_target AS (
    SELECT document, goal, measure_no, operator, value, decimals, missing, unit, NULL AS only_for
    FROM figure
    WHERE measure_no > 1 AND measure = 'target' AND own AND year(period_end) = year
    QUALIFY row_number() OVER (PARTITION BY document, goal, measure_no ORDER BY near) = 1
),
aim AS (
    FROM own_target UNION ALL FROM further_target
),
-- The outcome in the target's unit; nothing when the units, whom they are about, or how long they cover, differ.
compared AS (
    SELECT o.document, o.goal, o.measure_no, CASE
        WHEN a.only_for IS NOT NULL OR o.part_of_year THEN NULL
        WHEN a.unit = o.unit THEN o.value
        WHEN au.scale_of = ou.scale_of THEN o.value * ou.factor / au.factor
    END AS value
    FROM outcome AS o
    JOIN aim AS a ON a.document = o.document AND a.goal = o.goal AND a.measure_no = o.measure_no
    LEFT JOIN unit AS au ON au.unit = a.unit
    LEFT JOIN unit AS ou ON ou.unit = o.unit
),
-- What the symbols of an edition say: whether it judges goals at all; words say how the value moved, arrows whether that
-- was an improvement.
edition AS (
    SELECT symbol_set, bool_or(subject = 'assessment') AS judges,
        CASE WHEN bool_or(subject = 'trend' AND code = 'increased') THEN 'value' ELSE 'improvement' END AS trend_scale
    FROM symbol
    GROUP BY symbol_set
)
SELECT
    g.document, d.year, g.goal, m.measure_no, g.organisation, m.measured_for, g.decided_by, g.label,
    -- Named only where a goal has several.
    CASE WHEN max(m.measure_no) OVER (PARTITION BY g.document, g.goal) > 1 THEN i.label END AS measure_label,
    g.process_area, m.indicator,
    coalesce(aim.unit, outcome.unit, i.unit) AS unit, i.decimals, coalesce(i.direction, 'none') AS direction, i.tolerance, i.tolerance_kind,
    aim.only_for AS target_only_for, aim.operator AS target_operator, aim.value AS target, aim.decimals AS target_decimals,
    aim.unit AS target_unit, aim.missing AS target_missing,
    outcome.operator AS outcome_operator, outcome.value AS outcome, outcome.decimals AS outcome_decimals, outcome.unit AS outcome_unit,
    compared.value AS outcome_compared,
    outcome.period_start AS outcome_start, outcome.period_end AS outcome_end, outcome.place AS outcome_place,
    outcome.file AS outcome_file, outcome.file_row AS outcome_row,
    outcome.preliminary IS NOT NULL AS outcome_preliminary, coalesce(outcome.part_of_year, false) AS outcome_partial,
    previous.value AS previous_outcome, previous.unit AS previous_unit, previous.decimals AS previous_decimals, previous.period_start AS previous_start,
    previous.period_end AS previous_end, previous.place AS previous_place,
    change.value AS printed_change, change.compared_to AS printed_change_from,
    -- A published symbol is about the goal; it stands with the goal's first indicator.
    CASE m.measure_no WHEN 1 THEN g.assessment END AS assessment_published, g.assessment_source,
    -- The document judges the goal, nobody knows how: figures that cannot judge it do not make that known.
    d.kind <> 'plan' AND g.assessment_source = 'lost' AND coalesce(edition.judges, false) AS symbol_lost,
    CASE m.measure_no WHEN 1 THEN g.trend END AS trend_published, g.trend_source,
    p.symbol_set, coalesce(edition.trend_scale, 'improvement') AS trend_scale,
    g.strategic_goal, g.place, m.source_line, g.file, g.file_row
FROM goal AS g
JOIN goal_measure AS m ON m.document = g.document AND m.goal = g.goal
JOIN document AS d ON d.document = g.document
LEFT JOIN indicator AS i ON i.indicator = m.indicator
LEFT JOIN part AS p ON p.document = g.document AND p.organisation = g.organisation
LEFT JOIN edition ON edition.symbol_set = p.symbol_set
LEFT JOIN aim ON aim.document = g.document AND aim.goal = g.goal AND aim.measure_no = m.measure_no
LEFT JOIN outcome ON outcome.document = g.document AND outcome.goal = g.goal AND outcome.measure_no = m.measure_no
LEFT JOIN compared ON compared.document = g.document AND compared.goal = g.goal AND compared.measure_no = m.measure_no
LEFT JOIN previous ON previous.document = g.document AND previous.goal = g.goal AND previous.measure_no = m.measure_no
LEFT JOIN change ON change.document = g.document AND change.goal = g.goal AND change.measure_no = m.measure_no;

-- Overrides, and whether the figures are still those that they were made for.
CREATE VIEW checked_override AS
SELECT o.*, b.label, b.outcome AS outcome_now, b.target AS target_now, b.previous_outcome AS previous_now,
    o.outcome IS NOT DISTINCT FROM b.outcome AND o.target IS NOT DISTINCT FROM b.target
        AND o.previous IS NOT DISTINCT FROM b.previous_outcome AS holds
FROM override AS o
JOIN goal_basis AS b ON b.document = o.document AND b.goal = o.goal AND b.measure_no = 1;

CREATE VIEW goal_status AS
SELECT
    g.document, b.year, g.organisation, g.perspective, g.strategic_goal, g.process_area, g.label AS goal, g.indicator,
    b.unit, b.direction, b.target, b.outcome, b.previous_outcome,
    CASE WHEN b.previous_end IS NOT NULL THEN
        CASE WHEN b.previous_end - b.previous_start >= 360 THEN strftime(b.previous_end, '%Y') ELSE strftime(b.previous_end, '%Y-%m') END
    END AS previous_period,
    b.assessment_published, j.assessment_computed,
    final_judgement(a.value, b.assessment_published, j.assessment_computed, b.symbol_lost) AS assessment_final,
    b.trend_published, j.trend_computed, coalesce(t.value, b.trend_published, j.trend_computed) AS trend_final
FROM goal AS g
JOIN goal_basis AS b ON b.document = g.document AND b.goal = g.goal AND b.measure_no = 1
JOIN goal_judgement AS j ON j.document = g.document AND j.goal = g.goal AND j.measure_no = 1
LEFT JOIN checked_override AS a ON a.document = g.document AND a.goal = g.goal AND a.field = 'assessment' AND a.holds
LEFT JOIN checked_override AS t ON t.document = g.document AND t.goal = g.goal AND t.field = 'trend' AND t.holds;

CREATE VIEW goal_target AS
SELECT t.document, t.organisation, g.process_area, g.label AS goal, t.year, t.value AS target, t.unit
FROM target AS t
JOIN goal AS g ON g.document = t.document AND g.goal = t.goal;

CREATE VIEW commitment_status AS
SELECT
    c.document, d.year, c.organisation, c.perspective, c.strategic_goal, c.process_area, c.label AS commitment, c.kind,
    c.owners, c.status, c.completion AS completion_pct
FROM commitment AS c
JOIN document AS d ON d.document = c.document;

CREATE VIEW process_area_status AS
SELECT a.document, d.year, a.organisation, p.perspective, a.process_area, a.assessment, a.trend
FROM document_area AS a
JOIN document AS d ON d.document = a.document
JOIN process_area AS p ON p.process_area = a.process_area;

CREATE VIEW key_figure AS
SELECT
    document, organisation, indicator, sex, period_start, period_end, period_type, measure, operator, value, unit
FROM observation;

CREATE VIEW ledger AS
SELECT document, organisation, statement, line, is_total, measure, period_start, period_end, amount, unit
FROM ledger_line;

CREATE VIEW control_status AS
SELECT c.document, d.year, c.process_area, c.risk, c.label AS control, c.frequency, c.assessment, c.action,
    c.carried_to IS NOT NULL AS carried_over
FROM control AS c
JOIN document AS d ON d.document = c.document;

CREATE VIEW evaluation_score AS
SELECT document, area_no, area, question_no, label AS question, achieved, max, percent FROM score WHERE question_no IS NOT NULL;

CREATE VIEW evaluation_finding AS
SELECT document, area_no, kind, label AS finding FROM finding;

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
    t.section, t.text
FROM text AS t
LEFT JOIN goal AS g ON g.document = t.document AND g.goal = t.subject AND t.subject_type = 'goal'
LEFT JOIN commitment AS c ON c.document = t.document AND c.commitment = t.subject AND t.subject_type = 'commitment'
LEFT JOIN control AS k ON k.document = t.document AND k.control = t.subject AND t.subject_type = 'control';

-- ---- beside the contract ----

CREATE VIEW document_part AS
SELECT p.document, d.kind, d.year, p.organisation, o.name AS organisation_name, p.title, d.title AS document_title,
    d.period_start, d.period_end, d.reference, p.symbol_set, p.note, p.place
FROM part AS p
JOIN document AS d ON d.document = p.document
JOIN organisation AS o ON o.organisation = p.organisation;

CREATE VIEW area_name AS
SELECT a.document, d.year, a.organisation, a.process_area, a.printed_name AS name, p.name AS usual_name, a.position, v.perspective, v.name AS perspective_name
FROM document_area AS a
JOIN document AS d ON d.document = a.document
JOIN process_area AS p ON p.process_area = a.process_area
JOIN perspective AS v ON v.perspective = p.perspective;

-- Goals with every judgement: one row an indicator, so most goals have one row.
CREATE VIEW goal_measure_detail AS
SELECT b.*, j.assessment_computed, j.trend_computed, j.shortfall, j.shortfall_pct,
    final_judgement(a.value, b.assessment_published, j.assessment_computed, b.symbol_lost) AS assessment_final,
    coalesce(t.value, b.trend_published, j.trend_computed) AS trend_final,
    -- Both judge, and not alike; what cannot be evaluated is no judgement of figures.
    coalesce(j.assessment_computed NOT IN (b.assessment_published, 'not_evaluated'), false) AS judged_otherwise,
    coalesce(j.trend_computed <> b.trend_published, false) AS trend_otherwise,
    a.value AS assessment_override, a.reason AS assessment_reason, a.name AS assessment_by, a.date AS assessment_on,
    t.value AS trend_override, t.reason AS trend_reason, t.name AS trend_by, t.date AS trend_on,
    i.source AS indicator_source,
    w.name AS target_only_for_name, tu.symbol AS target_symbol, tu.name AS target_unit_name, ou.symbol AS outcome_symbol, ou.name AS outcome_unit_name, pu.symbol AS previous_symbol
FROM goal_basis AS b
JOIN goal_judgement AS j ON j.document = b.document AND j.goal = b.goal AND j.measure_no = b.measure_no
LEFT JOIN indicator AS i ON i.indicator = b.indicator
LEFT JOIN unit AS tu ON tu.unit = b.target_unit
LEFT JOIN unit AS ou ON ou.unit = b.outcome_unit
LEFT JOIN unit AS pu ON pu.unit = b.previous_unit
LEFT JOIN organisation AS w ON w.organisation = b.target_only_for
LEFT JOIN checked_override AS a
    ON a.document = b.document AND a.goal = b.goal AND b.measure_no = 1 AND a.field = 'assessment' AND a.holds
LEFT JOIN checked_override AS t
    ON t.document = b.document AND t.goal = b.goal AND b.measure_no = 1 AND t.field = 'trend' AND t.holds;

-- One row a goal, with its first indicator.
CREATE VIEW goal_detail AS
FROM goal_measure_detail WHERE measure_no = 1;

-- One outcome for each indicator, organisation, sex and period: from the latest document, the first place in it that is
-- not doubted. `also_printed` holds the other values that documents print for the same period.
CREATE VIEW series AS
WITH kept AS (
    SELECT o.*, list_distinct(list(o.value) FILTER (o.operator IS NULL) OVER same) AS every_value
    FROM observation AS o
    WHERE o.measure = 'outcome' AND o.value IS NOT NULL
    WINDOW same AS (PARTITION BY o.indicator, o.organisation, o.sex, o.period_start, o.period_end)
)
SELECT o.indicator, o.organisation, o.sex, o.period_type, o.period_start, o.period_end, o.operator, o.value, o.decimals AS printed_decimals,
    o.unit, o.document, o.place, o.doubted IS NOT NULL AS doubted, d.title AS document_title,
    list_sort(list_filter(o.every_value, lambda other: other <> o.value)) AS also_printed
FROM kept AS o
JOIN document AS d ON d.document = o.document
QUALIFY row_number() OVER (
    PARTITION BY o.indicator, o.organisation, o.sex, o.period_start, o.period_end
    ORDER BY o.doubted IS NOT NULL, d.period_end DESC, o.source_line, o.place
) = 1;

CREATE VIEW indicator_detail AS
SELECT i.indicator, i.label, i.unit, u.symbol, i.decimals, i.direction, i.tolerance, i.tolerance_kind, i.source, i.definition,
    o.organisation, count(o.value) AS figures, min(o.period_start) AS first_day, max(o.period_end) AS last_day
FROM indicator AS i
JOIN unit AS u ON u.unit = i.unit
LEFT JOIN observation AS o ON o.indicator = i.indicator
GROUP BY ALL;

CREATE VIEW indicator_break AS
SELECT indicator, from_date, reason FROM method_break;

-- One target for each indicator, organisation, level and year: from the latest document, a goal's table before a title;
-- none where that document says that there is none. The council's level for the whole municipality, printed in an administration's table, is not the administration's own.
CREATE VIEW indicator_target AS
WITH every AS (
    SELECT g.indicator, CASE WHEN t.organisation = g.organisation THEN g.measured_for ELSE t.organisation END AS organisation,
        t.document, t.year, t.value AS target, t.decimals AS printed_decimals, t.unit, g.decided_by,
        CASE WHEN t.organisation = g.organisation THEN 0 ELSE 2 END AS rank
    FROM target AS t
    JOIN goal AS g ON g.document = t.document AND g.goal = t.goal
    WHERE told_of_target(t.value, t.missing) AND g.indicator IS NOT NULL
    UNION ALL
    SELECT indicator, organisation, document, year(period_end), value, decimals, unit, NULL, 1
    FROM observation
    WHERE measure = 'target' AND told_of_target(value, missing) AND doubted IS NULL AND period_type = 'year' AND sex = 'T'
),
levelled AS (
    SELECT e.*, d.period_end, CASE
        WHEN o.kind IN ('municipality', 'group', 'collective') OR e.decided_by IS NULL OR e.decided_by IN (o.organisation, o.parent) THEN 'own'
        ELSE 'municipality'
    END AS level
    FROM every AS e
    JOIN document AS d ON d.document = e.document
    JOIN organisation AS o ON o.organisation = e.organisation
),
latest AS (
    FROM levelled
    QUALIFY row_number() OVER (PARTITION BY indicator, organisation, level, year ORDER BY period_end DESC, rank) = 1
)
SELECT indicator, organisation, document, year, target, printed_decimals, unit, level
FROM latest
WHERE target IS NOT NULL;

CREATE VIEW legend AS
SELECT symbol_set, subject, code, shape, word, position FROM symbol;

CREATE VIEW build_info AS
SELECT built_at, fingerprint, code_version, code_fingerprint FROM build;

-- Commitments that the document measures, one row each: the outcome of its year, the year before in the same unit and
-- measured in the same way, and the level to reach. Each is the figure that stands nearest to the commitment.
CREATE VIEW commitment_measure AS
WITH
-- Every figure of the document that a commitment may mean.
figure AS (
    SELECT c.document, c.commitment, d.year, f.period_end BETWEEN d.period_start AND d.period_end AS of_period, f.* EXCLUDE (document),
        nearness(f.doubted, f.source_line, c.source_line, f.place) AS near
    FROM commitment AS c
    JOIN document AS d ON d.document = c.document
    JOIN printed_figure AS f
        ON f.document = c.document AND f.indicator = c.indicator AND f.organisation = c.measured_for AND f.sex = 'T' AND f.value IS NOT NULL
),
outcome AS (
    FROM figure WHERE measure = 'outcome' AND of_period
    QUALIFY row_number() OVER (PARTITION BY document, commitment ORDER BY period_end DESC, near) = 1
),
previous AS (
    SELECT f.*
    FROM figure AS f
    JOIN outcome AS o ON o.document = f.document AND o.commitment = f.commitment AND o.unit = f.unit AND o.period_type = f.period_type
    WHERE f.measure = 'outcome' AND f.period_end = o.period_end - INTERVAL 1 YEAR
        AND NOT method_changed(f.indicator, f.period_end, o.period_end)
    QUALIFY row_number() OVER (PARTITION BY f.document, f.commitment ORDER BY f.near) = 1
),
aim AS (
    SELECT f.*
    FROM figure AS f
    JOIN outcome AS o ON o.document = f.document AND o.commitment = f.commitment AND o.unit = f.unit
    WHERE f.measure = 'target' AND year(f.period_end) = f.year AND NOT of_part_year(o.unit, o.period_type)
    QUALIFY row_number() OVER (PARTITION BY f.document, f.commitment ORDER BY f.near) = 1
)
SELECT o.document, o.commitment, i.label AS indicator_label, i.direction, u.symbol AS unit_symbol,
    o.value AS outcome, o.decimals AS outcome_decimals, o.operator AS outcome_operator, o.place AS outcome_place,
    -- Twelve months that end with December are a year.
    CASE WHEN o.period_start = make_date(year(o.period_end), 1, 1) AND o.period_end = make_date(year(o.period_end), 12, 31) THEN 'year'
        ELSE o.period_type END AS outcome_type,
    o.period_start AS outcome_start, o.period_end AS outcome_end,
    -- First day of a method that was new with this outcome: nothing earlier compares with it.
    (SELECT max(b.from_date) FROM method_break AS b WHERE b.indicator = c.indicator AND b.from_date BETWEEN o.period_start AND o.period_end) AS measured_anew,
    p.value AS previous, p.decimals AS previous_decimals, p.operator AS previous_operator, p.period_start AS previous_start, p.period_end AS previous_end,
    a.value AS target, a.decimals AS target_decimals, a.operator AS target_operator
FROM outcome AS o
JOIN commitment AS c ON c.document = o.document AND c.commitment = o.commitment
JOIN indicator AS i ON i.indicator = c.indicator
LEFT JOIN unit AS u ON u.unit = o.unit
LEFT JOIN previous AS p ON p.document = o.document AND p.commitment = o.commitment
LEFT JOIN aim AS a ON a.document = o.document AND a.commitment = o.commitment;

CREATE VIEW commitment_detail AS
SELECT c.document, d.year, c.organisation, c.strategic_goal, c.process_area, c.commitment AS code, c.label, c.kind, c.owners,
    -- The names of owners that are several organisations together, in the order of the owners.
    (SELECT list(CASE WHEN o.kind = 'collective' THEN o.name END ORDER BY w.at)
        FROM (SELECT unnest(c.owners) AS owner, generate_subscripts(c.owners, 1) AS at) AS w
        LEFT JOIN organisation AS o ON o.organisation = w.owner) AS owner_groups,
    c.status, c.status_source,
    c.completion, c.completion_source, c.carried_to, c.place, c.source_line, c.file, c.file_row, p.symbol_set, s.word AS status_word, s.level AS status_level,
    m.* EXCLUDE (document, commitment)
FROM commitment AS c
JOIN document AS d ON d.document = c.document
LEFT JOIN part AS p ON p.document = c.document AND p.organisation = c.organisation
LEFT JOIN symbol AS s ON s.symbol_set = p.symbol_set AND s.subject = 'status' AND s.code = c.status
LEFT JOIN commitment_measure AS m ON m.document = c.document AND m.commitment = c.commitment;

CREATE VIEW key_figure_detail AS
WITH figure AS (
SELECT o.document, d.year, o.organisation, o.indicator, i.label, i.decimals, i.direction, i.source, o.sex, o.period_type, o.period_start,
    o.period_end, o.measure, o.operator, o.value, o.decimals AS printed_decimals, o.missing, o.unit, u.symbol, u.scale_of AS scale, o.compared_to, o.preliminary, o.doubted, o.note, o.place, o.source_line,
    o.file, o.file_row, o.of_goal,
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
    ) ELSE NOT l.is_total END AS is_leaf, l.file, l.file_row, part_of(l.document, l.place, l.organisation) AS part
FROM ledger_line AS l
JOIN document AS d ON d.document = l.document
JOIN unit AS u ON u.unit = l.unit;

CREATE VIEW claim_detail AS
SELECT s.document, d.year, s.organisation, s.claim AS code, s.label, s.printed, s.decimals, s.unit, u.symbol, u.scale_of AS scale, s.support,
    s.counted, s.expected IS NOT NULL AS expected, c.recomputed, c.agrees, s.place,
    s.source_line, part_of(s.document, s.place, s.organisation) AS part
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
    a.assessment_source, a.trend, a.trend_source, a.place, a.source_line, a.file, a.file_row
FROM document_area AS a
JOIN document AS d ON d.document = a.document
JOIN process_area AS p ON p.process_area = a.process_area
JOIN perspective AS v ON v.perspective = p.perspective;

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
    c.assessment_source, c.action, c.carried_to, c.place, c.source_line, w.name AS organisation_name,
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
SELECT t.document, t.goal, g.label, g.organisation AS goal_organisation, t.organisation, t.year, t.operator, t.value, t.decimals,
    t.missing, t.unit, u.symbol, t.place, t.source_line, t.file, t.file_row
FROM target AS t
JOIN goal AS g ON g.document = t.document AND g.goal = t.goal
JOIN unit AS u ON u.unit = t.unit;

-- What later documents show of the findings of an evaluation.
CREATE VIEW finding_followup AS
SELECT f.document, f.area_no, f.kind, f.label AS finding, l.followed_in, d.year AS followed_year, d.title AS followed_title, l.note
FROM finding AS f
JOIN finding_lineage AS l ON l.document = f.document AND l.area_no = f.area_no AND l.finding = f.label
JOIN document AS d ON d.document = l.followed_in;
