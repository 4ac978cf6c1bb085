-- name: build_info
-- Which data the database was built from, and when.
FROM build_info;

-- name: terms
-- What the owner calls things.
FROM term ORDER BY language, code, brief;

-- name: history
-- Every change of a published value, in the order that they were written down: two builds may fall within one second.
-- `symbol_…` is what is written after the figure; nothing where an older program kept no unit. A unit that is listed no
-- more stands as its code.
SELECT h.*, CASE WHEN b.unit IS NULL THEN h.unit_before ELSE b.symbol END AS symbol_before,
    CASE WHEN a.unit IS NULL THEN h.unit_after ELSE a.symbol END AS symbol_after
FROM history AS h
LEFT JOIN unit AS b ON b.unit = h.unit_before
LEFT JOIN unit AS a ON a.unit = h.unit_after
ORDER BY h.rowid;

-- name: changes_of
-- What has changed in one part of a document since the first build, the latest first, under the names that readers know.
-- What is gone has no name any more, only its code. What a part's own texts and tables say is its own, wherever it stands.
WITH known AS (
    SELECT 'observation' AS fact, NULL AS document, indicator AS code, label AS name, NULL AS organisation FROM indicator
    UNION ALL SELECT 'area', NULL, process_area, name, NULL FROM process_area
    UNION ALL SELECT 'node', document, node, label, organisation FROM node
    UNION ALL SELECT 'goal', document, goal, label, organisation FROM goal
    UNION ALL SELECT 'commitment', document, commitment, label, organisation FROM commitment
    UNION ALL SELECT 'control', document, control, label, organisation FROM control
    UNION ALL SELECT 'claim', document, claim, label, organisation FROM stated_claim
    UNION ALL SELECT 'score', document, concat_ws(' | ', area_no, question_no), label, NULL FROM score WHERE question_no IS NOT NULL
),
change AS (
    SELECT *, string_split(key, ' | ') AS step,
        CASE fact WHEN 'target' THEN 'goal' WHEN 'override' THEN 'goal' WHEN 'text' THEN step[2] ELSE fact END AS about,
        CASE fact WHEN 'amount' THEN step[4] WHEN 'text' THEN step[3] WHEN 'area' THEN step[2] WHEN 'node' THEN step[2] WHEN 'score' THEN key ELSE step[1] END AS code
    FROM history
    WHERE document = $document
)
SELECT c.changed_at, c.fact, k.name, c.code, c.before, c.after, c.unit_before, c.unit_after, b.symbol AS symbol_before, a.symbol AS symbol_after, c.place, c.commit_id,
    CASE c.fact WHEN 'observation' THEN step[6] WHEN 'amount' THEN step[5] WHEN 'target' THEN 'target' ELSE c.field END AS field,
    CASE WHEN c.fact IN ('observation', 'target') THEN step[2] WHEN c.fact = 'amount' THEN step[1] END AS whose,
    CASE c.fact WHEN 'observation' THEN year(step[5]::DATE) WHEN 'amount' THEN year(step[7]::DATE) WHEN 'target' THEN step[3]::INTEGER END AS year
FROM change AS c
LEFT JOIN known AS k ON k.fact = c.about AND k.code = c.code AND coalesce(k.document, c.document) = c.document
LEFT JOIN unit AS b ON b.unit = c.unit_before
LEFT JOIN unit AS a ON a.unit = c.unit_after
WHERE $organisation = CASE
    WHEN c.fact IN ('text', 'amount') AND EXISTS (FROM part AS p WHERE p.document = c.document AND p.organisation = step[1]) THEN step[1]
    ELSE part_of(c.document, c.place, k.organisation)
END
ORDER BY c.changed_at DESC, c.fact, c.key, c.field;

-- name: published_values
-- Every published value with what tells it apart from the others; compared from build to build.
WITH every AS (
    SELECT 'observation' AS fact, document,
        concat_ws(' | ', indicator, organisation, sex, period_start, period_end, measure, place, source_line, told_period(period_type, period_start, period_end)) AS key,
        'value' AS field, concat(operator, coalesce(value::VARCHAR, missing)) AS value, place, unit
    FROM observation
    UNION ALL BY NAME
    SELECT 'target' AS fact, document, concat_ws(' | ', goal, organisation, year, target_period(period_start, period_end), target_of(yardstick, organisation, set_by)) AS key, 'value' AS field,
        asked_for(kind, operator, value, missing, upper, base_year, base, "of", first_year, last_year, words) AS value, place, unit
    FROM target_detail
    UNION ALL BY NAME
    SELECT 'amount' AS fact, document, concat_ws(' | ', organisation, statement, line_no, line, measure, period_start, period_end) AS key, 'amount' AS field,
        coalesce(amount::VARCHAR, missing) AS value, place, unit
    FROM ledger_line
    UNION ALL BY NAME
    SELECT 'claim' AS fact, document, claim AS key, 'printed' AS field, concat(operator, printed::VARCHAR) AS value, place, unit FROM stated_claim
    UNION ALL BY NAME
    SELECT 'goal' AS fact, document, goal AS key, field, value, place
    FROM (UNPIVOT (SELECT document, goal, place, assessment_step AS assessment, trend_step AS trend, label FROM goal) ON assessment, trend, label INTO NAME field VALUE value)
    UNION ALL BY NAME
    SELECT 'commitment' AS fact, document, commitment AS key, field, value, place
    FROM (UNPIVOT (
        SELECT document, commitment, place, status_step AS status, completion::VARCHAR AS completion, label, array_to_string(owners, ', ') AS owners FROM commitment
    ) ON status, completion, label, owners INTO NAME field VALUE value)
    UNION ALL BY NAME
    SELECT 'area' AS fact, document, concat_ws(' | ', organisation, process_area) AS key, field, value, place
    FROM (UNPIVOT (SELECT document, organisation, process_area, place, assessment_step AS assessment, trend_step AS trend FROM document_area) ON assessment, trend INTO NAME field VALUE value)
    UNION ALL BY NAME
    -- A node that is an area is told of as one.
    SELECT 'node' AS fact, document, concat_ws(' | ', organisation, node) AS key, field, value, place
    FROM (UNPIVOT (
        SELECT document, organisation, node, place, assessment_step AS assessment, trend_step AS trend, label FROM node WHERE level <> 'area'
    ) ON assessment, trend, label INTO NAME field VALUE value)
    UNION ALL BY NAME
    SELECT 'control' AS fact, document, control AS key, 'assessment' AS field, assessment_step AS value, place FROM control
    UNION ALL BY NAME
    SELECT 'score' AS fact, document, concat_ws(' | ', area_no, question_no) AS key, field, value, place
    FROM (UNPIVOT (
        SELECT document, area_no, question_no, place, achieved::VARCHAR AS achieved, max::VARCHAR AS max, percent::VARCHAR AS percent FROM score
    ) ON achieved, max, percent INTO NAME field VALUE value)
    UNION ALL BY NAME
    SELECT 'text' AS fact, document, concat_ws(' | ', organisation, subject_type, subject, section, place, source_line) AS key, 'text' AS field, text AS value, place
    FROM text
    UNION ALL BY NAME
    SELECT 'override' AS fact, document, goal AS key, field, value FROM override
)
SELECT fact, document, key, field, value, unit, place FROM every WHERE value IS NOT NULL;

-- name: parts
-- Every part of every document: what can be reported on.
SELECT document, kind, year, organisation, organisation_name, title, document_title, period_start, period_end, reference, symbol_set, note, place, kind_name, state, decision, closed_on
FROM document_part
ORDER BY year DESC, document, organisation;

-- name: areas
-- The process areas of one part of a document, in printed order.
SELECT process_area, name, usual_name, position, perspective, perspective_name
FROM area_name
WHERE document = $document AND organisation = $organisation
ORDER BY position;

-- name: levels
-- The levels of the goal tree, the highest first.
SELECT level, is_goal, rule
FROM node_level
ORDER BY position;

-- name: nodes
-- The goal tree of one part of a document, each node after what it hangs under.
FROM node_detail
WHERE document = $document AND organisation = $organisation
ORDER BY position;

-- name: nodes_under
-- What hangs right under what in one part of a document; what hangs under several nodes is there once for each.
FROM node_under
WHERE document = $document AND organisation = $organisation
ORDER BY position;

-- name: node_parts
-- What hangs right under a node.
FROM node_under
WHERE document = $document AND organisation = $organisation AND under_level = $level AND under = $node
ORDER BY position;

-- name: tags
-- The tags of one part of a document, kind by kind in the order of the file.
SELECT DISTINCT t.kind, t.tag, t.tag_name AS name, g.rowid AS row_no
FROM tag_status AS t
JOIN tag AS g ON g.tag = t.tag
WHERE t.document = $document AND t.organisation = $organisation
ORDER BY row_no;

-- name: tagged
-- What carries a tag in one part of a document, with what is known of it.
SELECT t.subject_type, t.subject, t.name, t.tag, t.tag_name, t.kind,
    coalesce(g.assessment_shown, c.status_step, c.status, a.assessment_step, a.assessment_final, n.assessment_final, k.assessment_step, k.assessment) AS state,
    coalesce(n.level, g.level) AS level
FROM tag_status AS t
LEFT JOIN goal_detail AS g ON t.subject_type = 'goal' AND g.document = t.document AND g.goal = t.subject
LEFT JOIN commitment_detail AS c ON t.subject_type = 'commitment' AND c.document = t.document AND c.code = t.subject
LEFT JOIN process_area_status AS a ON t.subject_type = 'area' AND a.document = t.document AND a.organisation = t.organisation AND a.process_area = t.subject
LEFT JOIN node_status AS n ON t.subject_type = 'node' AND n.document = t.document AND n.organisation = t.organisation AND n.node = t.subject
LEFT JOIN control_detail AS k ON t.subject_type = 'control' AND k.document = t.document AND k.code = t.subject
WHERE t.document = $document AND t.organisation = $organisation AND ($tag IS NULL OR t.tag = $tag)
ORDER BY t.tag_name, list_position(['node', 'area', 'goal', 'commitment', 'control', 'indicator'], t.subject_type), n.position, t.name;

-- name: control_areas
-- The process areas that the controls of one part of a document are about.
SELECT name AS usual_name
FROM process_area
WHERE process_area IN (SELECT process_area FROM control WHERE document = $document AND organisation = $organisation)
ORDER BY position;

-- name: abbreviations
-- What the codes of organisations and the abbreviations mean that one part of a document shows; where a place is given,
-- those that are said there.
WITH said AS (
    SELECT text FROM text_detail WHERE document = $document AND part = $organisation AND starts_with(place, $place)
    UNION ALL
    SELECT concat_ws(' ', label, risk, method, action, organisation) FROM control_detail
    WHERE document = $document AND part = $organisation AND starts_with(place, $place)
    UNION ALL
    -- Sources stand below charts of outcomes, which plans have none of.
    SELECT concat_ws(' ', g.label, CASE WHEN d.kind <> 'plan' THEN g.indicator_source END)
    FROM goal_measure_detail AS g JOIN document AS d USING (document)
    WHERE document = $document AND g.organisation = $organisation AND starts_with(g.place, $place)
    UNION ALL
    SELECT concat_ws(' ', label, measure) FROM activity_detail
    WHERE document = $document AND organisation = $organisation AND starts_with(place, $place)
),
shown AS (
    SELECT organisation FROM document_part WHERE document = $document
    UNION SELECT unnest(owners) FROM commitment_detail WHERE document = $document AND organisation = $organisation
    UNION SELECT organisation FROM target_detail WHERE document = $document AND goal_organisation = $organisation
),
explained AS (
    SELECT organisation AS code, name FROM organisation_name WHERE name <> organisation AND kind <> 'collective'
    UNION ALL
    SELECT abbreviation, name FROM abbreviation
)
SELECT code, name
FROM explained
WHERE ($place = '' AND code IN (SELECT organisation FROM shown))
    OR EXISTS (SELECT 1 FROM said WHERE contains(said.text, code) AND regexp_matches(said.text, '\b' || code || '\b'))
ORDER BY code;

-- name: legend
SELECT subject, code, shape, word, position, meaning, colour, from_percent, word_en
FROM legend
WHERE symbol_set = $symbol_set
ORDER BY subject, position;

-- name: goals
-- Goals of one part in the order of the document; of one process area when that is given.
SELECT g.*, coalesce(a.name, o.group_label) AS area, coalesce(a.position, o.group_position) AS area_position, a.perspective_name, o.part_of,
    n.tags
FROM goal_detail AS g
JOIN goal_place AS o ON o.document = g.document AND o.goal = g.goal
LEFT JOIN area_name AS a ON a.document = g.document AND a.organisation = g.organisation AND a.process_area = g.process_area
LEFT JOIN tags_of('goal') AS n ON n.document = g.document AND n.subject = g.goal
WHERE g.document = $document AND g.organisation = $organisation AND ($process_area IS NULL OR g.process_area = $process_area)
    AND hangs_below(g.document, 'goal', g.goal, $level, $node) AND carries(g.document, 'goal', g.goal, $tag)
ORDER BY o.line_of_goals;

-- name: goal_measures
-- The same goals, with a row of its own for each further indicator.
SELECT g.* REPLACE (g.label || coalesce(': ' || g.measure_label, '') AS label), coalesce(a.name, o.group_label) AS area, a.perspective_name, o.part_of,
    n.tags
FROM goal_measure_detail AS g
JOIN goal_place AS o ON o.document = g.document AND o.goal = g.goal
LEFT JOIN area_name AS a ON a.document = g.document AND a.organisation = g.organisation AND a.process_area = g.process_area
LEFT JOIN tags_of('goal') AS n ON n.document = g.document AND n.subject = g.goal
WHERE g.document = $document AND g.organisation = $organisation AND ($process_area IS NULL OR g.process_area = $process_area)
    AND hangs_below(g.document, 'goal', g.goal, $level, $node) AND carries(g.document, 'goal', g.goal, $tag)
ORDER BY o.line_of_goals, g.measure_no;

-- name: goal_targets
-- The targets that a goal's own chart shows: its own, those of its further indicators, and the municipality's where the
-- goal has none of its own and does not say that there is none. What else is printed is known of the one that it is judged by.
SELECT t.goal, t.measure_no, t.year, t.period_start, t.period_end, t.partial, t.target, t.printed_decimals, t.unit, t.level, t.kind, t.upper, t.upper_decimals,
    y.target_also_printed AS also_printed, t.file, t.file_row, w.place, w.origin, w.origin_kind
FROM goal_aim AS t
LEFT JOIN fact_origin AS w ON w.file = t.file AND w.file_row = t.file_row
JOIN goal AS g ON g.document = t.document AND g.goal = t.goal
LEFT JOIN yardstick AS y ON y.document = t.document AND y.goal = t.goal AND y.measure_no = t.measure_no AND y.target = t.target
    AND y.target_unit = t.unit AND y.target_start = t.period_start AND y.target_end = t.period_end
WHERE g.document = $document AND g.organisation = $organisation
ORDER BY t.goal, t.measure_no, t.year, t.period_end, t.period_start;

-- name: goal_origins
-- Where the figures that the goals of a part are judged by come from: a row a goal, yardstick and figure.
WITH used AS (
    SELECT document, goal, measure_no, unnest([
        {'which': 'target', 'file': target_file, 'file_row': target_row},
        {'which': 'outcome', 'file': outcome_file, 'file_row': outcome_row},
        {'which': 'outcome_women', 'file': outcome_women_file, 'file_row': outcome_women_row},
        {'which': 'outcome_men', 'file': outcome_men_file, 'file_row': outcome_men_row},
        {'which': 'previous', 'file': previous_file, 'file_row': previous_row},
        {'which': 'previous_women', 'file': previous_women_file, 'file_row': previous_women_row},
        {'which': 'previous_men', 'file': previous_men_file, 'file_row': previous_men_row}
    ], recursive := true)
    FROM yardstick
    WHERE document = $document
)
SELECT u.goal, u.measure_no, u.which, w.place, u.file, u.file_row, w.origin, w.origin_kind
FROM used AS u
JOIN goal AS g ON g.document = u.document AND g.goal = u.goal
JOIN fact_origin AS w ON w.file = u.file AND w.file_row = u.file_row
WHERE g.organisation = $organisation
ORDER BY u.goal, u.measure_no, u.which;

-- name: commitments
SELECT c.*, a.name AS area, a.position AS area_position, n.tags, w.origin, w.origin_kind
FROM commitment_detail AS c
LEFT JOIN fact_origin AS w ON w.file = c.file AND w.file_row = c.file_row
LEFT JOIN area_name AS a ON a.document = c.document AND a.organisation = c.organisation AND a.process_area = c.process_area
LEFT JOIN tags_of('commitment') AS n ON n.document = c.document AND n.subject = c.code
WHERE c.document = $document AND c.organisation = $organisation AND ($process_area IS NULL OR c.process_area = $process_area)
    AND hangs_below(c.document, 'commitment', c.code, $level, $node) AND carries(c.document, 'commitment', c.code, $tag)
ORDER BY c.source_line, c.file_row;

-- name: texts
SELECT subject_type, subject, section, text, place, source_line
FROM text_detail
WHERE document = $document AND part = $organisation AND subject_type = $subject_type
ORDER BY source_line, place;

-- name: decisions
-- What the document proposes to decide: what its part says, else what it says at all.
SELECT text
FROM text_detail
WHERE document = $document AND section = 'decision' AND subject_type = 'organisation'
QUALIFY coalesce(part = $organisation, false) OR count(*) FILTER (part = $organisation) OVER () = 0
ORDER BY source_line, place;

-- name: new_here
-- Goals, commitments and controls that no earlier document of the part has, of kinds that an earlier one has any of.
WITH named AS (
    SELECT 'goal' AS kind, document, organisation AS part, goal AS code, label, place FROM goal
    UNION ALL BY NAME
    SELECT 'commitment' AS kind, document, organisation AS part, commitment AS code, label, place FROM commitment
    UNION ALL BY NAME
    SELECT 'control' AS kind, document, part, code, label, place FROM control_detail
), earlier AS (
    SELECT n.kind, n.code
    FROM named AS n
    JOIN document AS d ON d.document = n.document
    WHERE n.part = $organisation AND d.period_end < (SELECT period_end FROM document WHERE document = $document)
)
SELECT kind, code, label, place
FROM named
WHERE document = $document AND part = $organisation AND kind IN (SELECT kind FROM earlier)
    AND (kind, code) NOT IN (SELECT (kind, code) FROM earlier)
    AND code NOT IN (SELECT to_commitment FROM commitment_lineage WHERE to_document = $document)
ORDER BY kind, place, code;

-- name: key_figures
-- Key figures that one part of a document prints, whoever they are about; targets of goals only where a table of key
-- figures prints them.
SELECT *
FROM key_figure_detail
WHERE document = $document AND part = $organisation AND (in_table OR NOT of_goal)
ORDER BY source_line, doubted IS NOT NULL, file, file_row;

-- name: series
-- All outcomes of one indicator of one organisation through every document.
SELECT sex, period_type, period_start, period_end, operator, value, unit, unit_symbol, document, s.place, also_printed, doubted, preliminary, document_title, printed_decimals,
    file, file_row, w.origin, w.origin_kind
FROM series AS s
LEFT JOIN fact_origin AS w USING (file, file_row)
WHERE indicator = $indicator AND organisation = $organisation
ORDER BY period_end, sex;

-- name: series_of_goals
-- The outcomes of every indicator that the goals of a part are measured by, those that they are judged by among them; of
-- one process area when that is given.
SELECT g.goal, g.measure_no, g.indicator, s.sex, s.period_type, s.period_start, s.period_end, s.operator, s.value, s.printed_decimals, s.unit,
    s.also_printed, s.doubted, s.preliminary, s.document_title, s.place, s.file, s.file_row, w.origin, w.origin_kind
FROM goal_measure_detail AS g
JOIN goal_series AS s ON s.goal_document = g.document AND s.goal = g.goal AND s.measure_no = g.measure_no
LEFT JOIN fact_origin AS w ON w.file = s.file AND w.file_row = s.file_row
WHERE g.document = $document AND g.organisation = $organisation AND ($process_area IS NULL OR g.process_area = $process_area)
    AND hangs_below(g.document, 'goal', g.goal, $level, $node) AND carries(g.document, 'goal', g.goal, $tag)
ORDER BY g.goal, g.measure_no, s.period_end, s.sex;

-- name: indicator_targets
SELECT year, target, level, printed_decimals, unit, file, file_row, w.place, w.origin, w.origin_kind
FROM indicator_target
LEFT JOIN fact_origin AS w USING (file, file_row)
WHERE indicator = $indicator AND organisation = $organisation
ORDER BY level DESC, year;

-- name: unit_conversions
-- What figures in one unit are multiplied by to be in another.
SELECT c.unit, c.to_unit, c.factor, u.name
FROM unit_conversion AS c
JOIN unit AS u ON u.unit = c.unit
ORDER BY c.unit, c.to_unit;

-- name: indicator_breaks
SELECT indicator, from_date, reason
FROM indicator_break
ORDER BY indicator, from_date;

-- name: indicators
-- What can be explored: every indicator and organisation with figures.
SELECT indicator, label, organisation, figures, first_day, last_day, unit, symbol, unit_kind, direction, tolerance, tolerance_kind, source, definition
FROM indicator_detail
WHERE figures > 0
ORDER BY figures DESC, label, organisation;

-- name: ledger
-- The amounts of one statement, and whether a table of the document prints them.
FROM ledger_detail
WHERE document = $document AND part = $organisation AND statement = $statement
ORDER BY line_no, measure, period_end;

-- name: errors_in_tables
-- What does not add up in the tables of amounts and points of one part of a document.
SELECT file, file_row, message, finding, rule
FROM inconsistency
WHERE document = $document AND part = $organisation AND severity = 'error' AND regexp_matches(file, '/(ledger|scores)[.]csv$')
ORDER BY file, file_row, message;

-- name: headings
-- Where figures stand that have a column of their own: in which table, or beside which goal.
SELECT place, any_value(heading) AS heading
FROM (
    SELECT document, place, heading FROM printed_figure
    UNION ALL SELECT document, place, heading FROM ledger_line
    UNION ALL SELECT document, place, heading FROM stated_claim
)
WHERE heading IS NOT NULL
GROUP BY place
ORDER BY place;

-- name: claims
SELECT code, label, printed, operator, decimals, unit, unit_kind, symbol, scale, support, counted, expected, recomputed, agrees, c.place, file, file_row, w.origin, w.origin_kind
FROM claim_detail AS c
LEFT JOIN fact_origin AS w USING (file, file_row)
WHERE document = $document AND part = $organisation
ORDER BY source_line;

-- name: inconsistencies
-- Every contradiction, the gravest first.
FROM inconsistency
ORDER BY list_position(['error', 'warning', 'rounding', 'note'], severity), document, kind, subject, printed, message, finding;

-- name: figure_doubts
-- What casts doubt on figures, of every document: a figure takes its doubts along.
FROM figure_doubt
ORDER BY file, file_row, doubt, finding;

-- name: lapsed_acknowledgements
FROM lapsed_acknowledgement ORDER BY document, subject;

-- name: overrides
-- Every override of a part's goals, those that no longer hold among them.
SELECT o.*
FROM checked_override AS o
JOIN goal AS g ON g.document = o.document AND g.goal = o.goal
WHERE o.document = $document AND g.organisation = $organisation
ORDER BY o.label, o.field;

-- name: judge_yardsticks
-- What each goal is measured by, with the year and period of its document and how its figures are judged.
SELECT m.document, m.goal, m.measure_no, m.indicator, m.measured_for, m.source_line, g.organisation, d.year,
    d.period_start AS first_day, d.period_end AS last_day, i.unit AS indicator_unit, coalesce(i.direction, 'none') AS direction,
    -- Where the edition has no step for near, nothing is.
    CASE WHEN coalesce(e.has_near, true) THEN near_within(i.direction, p.near_higher, p.near_lower, i.tolerance) END AS tolerance, near_kind(i.direction, p.near_higher, i.tolerance_kind) AS tolerance_kind,
    CASE WHEN coalesce(e.has_near, true) THEN p.near_higher END AS near_higher, CASE WHEN coalesce(e.has_near, true) THEN p.near_lower END AS near_lower,
    m.sex, m.period_type, m.base_year, m.base_value, m.base_decimals, u.symbol AS indicator_symbol, u.kind AS indicator_kind,
    coalesce(i.lag_years, 0) AS lag_years, i.third_answer IS NOT NULL AS third_answer,
    coalesce(e.trend_scale, 'improvement') AS trend_scale
FROM goal_measure AS m
JOIN goal AS g ON g.document = m.document AND g.goal = m.goal
JOIN document AS d ON d.document = m.document
LEFT JOIN indicator AS i ON i.indicator = m.indicator
LEFT JOIN part AS p ON p.document = g.document AND p.organisation = g.organisation
LEFT JOIN edition AS e ON e.symbol_set = p.symbol_set
LEFT JOIN unit AS u ON u.unit = i.unit
ORDER BY m.document, m.goal, m.measure_no;

-- name: judge_commitments
-- Commitments that a document measures.
SELECT c.document, c.commitment, c.indicator, c.measured_for, c.source_line, d.year, d.period_start AS first_day, d.period_end AS last_day,
    i.unit AS indicator_unit, i.direction, 0 AS lag_years, i.third_answer IS NOT NULL AS third_answer
FROM commitment AS c
JOIN document AS d ON d.document = c.document
JOIN indicator AS i ON i.indicator = c.indicator
ORDER BY c.document, c.commitment;

-- name: judge_figures
-- Every printed figure that a goal or commitment may mean; one without unit is of its indicator's, but places have none.
SELECT f.document, f.indicator, f.organisation, f.sex, f.measure, f.period_type, f.period_start, f.period_end, f.operator, f.value, f.decimals,
    f.missing, own_unit(f.measure, f.unit, i.unit) AS unit, u.symbol, f.compared_to, f.preliminary, f.doubted, f.place, f.source_line, f.file, f.file_row, d.period_end AS document_end,
    u.kind AS unit_kind, i.about_width, i.unit AS indicator_unit, f.of_goal, f."of",
    -- A figure of no line that stands in a goal's own row is nearer to it than one of a table.
    f.source_line = 0 AND f.shown_in = 'goal' AS of_own_row
FROM printed_figure AS f
JOIN document AS d ON d.document = f.document
JOIN indicator AS i ON i.indicator = f.indicator
LEFT JOIN unit AS u ON u.unit = own_unit(f.measure, f.unit, i.unit)
WHERE f.measure IN ('outcome', 'target', 'change', 'rank')
    AND f.indicator IN (SELECT indicator FROM goal_measure UNION SELECT indicator FROM commitment);

-- name: judge_targets
-- Every target of a goal.
SELECT t.document, t.goal, t.yardstick, t.organisation, t.set_by, t.year, t.period_start, t.period_end, t.kind, t.operator, t.value, t.decimals, t.missing, t.unit, u.symbol, u.kind AS unit_kind,
    t.upper, t.upper_decimals, t.base_year, t.base_value, t.base_decimals, t."of", t.first_year, t.last_year, t.words,
    NULL AS doubted, t.place, t.source_line, t.file, t.file_row, i.about_width, i.unit AS indicator_unit
FROM target AS t
JOIN goal_measure AS m ON m.document = t.document AND m.goal = t.goal AND m.measure_no = t.yardstick
LEFT JOIN indicator AS i ON i.indicator = m.indicator
LEFT JOIN unit AS u ON u.unit = t.unit;

-- name: judge_outcomes
-- Every printed outcome; one without unit is of its indicator's.
SELECT o.indicator, o.organisation, o.sex, o.document, o.measure, o.period_start, o.period_end, o.operator, o.value, o.doubted, o.preliminary,
    coalesce(o.unit, i.unit) AS unit, o.place, o.source_line, o.file, o.file_row, d.period_end AS document_end
FROM observation AS o
JOIN indicator AS i ON i.indicator = o.indicator
JOIN document AS d ON d.document = o.document
WHERE o.measure = 'outcome' AND o.value IS NOT NULL
ORDER BY ALL;

-- name: judge_goal_aims
-- Every target that a goal's chart may show, and every place that says that there is none.
-- A mean is one for each of its years, and what a goal is to rise or fall from is drawn through the years since.
WITH aimed AS (
    SELECT * REPLACE (unnest(range(first_year, last_year + 1)) AS year) FROM target_detail WHERE kind = 'mean'
    UNION ALL
    FROM target_detail WHERE kind IN ('level', 'range')
)
SELECT g.document, g.goal, g.measure_no, t.year, t.value AS target, t.decimals AS printed_decimals, t.unit,
    CASE t.kind WHEN 'mean' THEN make_date(t.year, 1, 1) ELSE t.period_start END AS period_start, CASE t.kind WHEN 'mean' THEN make_date(t.year, 12, 31) ELSE t.period_end END AS period_end,
    CASE WHEN g.target_only_for IS NULL THEN 'own' ELSE 'municipality' END AS level,
    2 * CASE t.organisation WHEN g.organisation THEN 0 WHEN g.measured_for THEN 1 ELSE 2 END + (t.set_by <> t.organisation)::INTEGER AS rank, t.source_line,
    t.kind, t.upper, t.upper_decimals, t.file, t.file_row
FROM aimed AS t
JOIN goal_basis AS g ON g.document = t.document AND g.goal = t.goal AND g.measure_no = t.yardstick
WHERE told_of_target(t.value, t.missing) AND t.organisation IN (g.organisation, g.measured_for, g.target_only_for)
UNION ALL
SELECT document, goal, measure_no, since.year, target_base, target_base_decimals, target_base_unit,
    make_date(since.year, 1, 1), make_date(since.year, 12, 31), 'own', 0, source_line, 'direction', NULL, NULL, target_file, target_row
FROM goal_basis AS g, unnest(range(coalesce(target_base_year, g.year), g.year + 1)) AS since(year)
WHERE target_asks = 'direction' AND target_base IS NOT NULL
UNION ALL
SELECT g.document, g.goal, g.measure_no, year(f.period_end), f.value, f.decimals, coalesce(f.unit, i.unit), f.period_start, f.period_end, 'own', 0, f.source_line, 'level', NULL, NULL, f.file, f.file_row
FROM goal_basis AS g
JOIN printed_figure AS f ON f.document = g.document AND f.indicator = g.indicator AND f.organisation = g.measured_for
JOIN indicator AS i ON i.indicator = g.indicator
WHERE NOT f.of_goal
    -- Where the goal itself lists none for the year.
    AND NOT EXISTS (FROM target AS t WHERE t.document = g.document AND t.goal = g.goal AND t.yardstick = g.measure_no AND t.year = year(f.period_end))
    AND f.measure = 'target' AND f.sex = g.sex AND f.value IS NOT NULL
ORDER BY ALL;

-- name: judge_aims
-- Every target of an indicator, and every place that says that there is none; of one document, a goal's own before a figure
-- in a table before what is set for somebody else.
WITH every AS (
    SELECT m.indicator, CASE WHEN t.organisation = g.organisation THEN m.measured_for ELSE t.organisation END AS organisation,
        t.document, t.year, t.value AS target, t.decimals AS printed_decimals, t.unit, t.period_start, t.period_end, g.decided_by,
        CASE WHEN t.organisation = g.organisation THEN 0 ELSE 2 END AS rank, t.source_line, t.file, t.file_row
    FROM target AS t
    JOIN goal AS g ON g.document = t.document AND g.goal = t.goal
    JOIN goal_measure AS m ON m.document = t.document AND m.goal = t.goal AND m.measure_no = t.yardstick
    WHERE told_of_target(t.value, t.missing) AND m.indicator IS NOT NULL AND m.sex = 'T' AND t.kind = 'level' AND t.set_by = t.organisation
    UNION ALL
    SELECT o.indicator, organisation, document, year(period_end), value, o.decimals, coalesce(o.unit, i.unit), period_start, period_end, NULL, 1, source_line, file, file_row
    FROM observation AS o
    JOIN indicator AS i ON i.indicator = o.indicator
    WHERE measure = 'target' AND told_of_target(value, missing) AND doubted IS NULL AND sex = 'T'
)
SELECT e.*, d.period_end AS document_end, o.parent, o.kind IN ('municipality', 'group', 'collective') AS stands_for_all
FROM every AS e
JOIN document AS d ON d.document = e.document
JOIN organisation AS o ON o.organisation = e.organisation
ORDER BY ALL;

-- name: judge_goals_of_yardsticks
-- The judgement of each yardstick, goal by goal, and whether the edition has a step for some; a yardstick that the document
-- judges itself is judged so, and of a step that may mean two things its figures may say which it is.
SELECT y.document, y.goal, coalesce(e.has_near, true) AS has_some, l.rule,
    bool_or(m.indicator IS NOT NULL) OVER (PARTITION BY y.document, y.goal) AS measured,
    coalesce(final_judgement(NULL, m.assessment, step_means(p.symbol_set, 'assessment', m.assessment_step, m.assessment), y.assessment_computed, false), 'not_evaluated') AS assessment
FROM yardstick AS y
JOIN goal AS g ON g.document = y.document AND g.goal = y.goal
JOIN goal_measure AS m ON m.document = y.document AND m.goal = y.goal AND m.measure_no = y.measure_no
JOIN tree_level AS l ON l.level = g.level
LEFT JOIN part AS p ON p.document = g.document AND p.organisation = g.organisation
LEFT JOIN edition AS e ON e.symbol_set = p.symbol_set
ORDER BY y.document, y.goal, y.measure_no;

-- name: judge_nodes
-- Every node of the goal tree: what is said of it, how its level adds up, and whether the edition judges that level at all.
SELECT n.document, n.organisation, n.level, n.node, l.is_goal, l.rule, coalesce(o.value, n.assessment) AS said,
    l.is_goal OR l.rule IS NOT NULL OR bool_or(coalesce(n.assessment_step, n.assessment) IS NOT NULL OR coalesce(n.assessment_source = 'lost', false))
        OVER (PARTITION BY n.document, n.organisation, n.level) AS is_judged,
    CASE WHEN l.is_goal THEN coalesce(e.has_near, true) ELSE coalesce(e.has_partial, true) END AS has_some
FROM tree_node AS n
JOIN tree_level AS l ON l.level = n.level
LEFT JOIN checked_override AS o ON l.is_goal AND o.document = n.document AND o.goal = n.node AND o.field = 'assessment' AND o.holds
LEFT JOIN part AS p ON p.document = n.document AND p.organisation = n.organisation
LEFT JOIN edition AS e ON e.symbol_set = p.symbol_set
ORDER BY n.document, n.organisation, n.position;

-- name: judge_areas_of_parts
-- The areas of each part of a document; in a tree without areas what nothing hangs above.
WITH told AS (
    SELECT document, organisation, process_area, assessment_final FROM process_area_status
    UNION ALL
    SELECT document, organisation, concat_ws(' ', level, node), assessment_final FROM node_status
    WHERE parent IS NULL AND NOT EXISTS (FROM tree_level WHERE level = 'area')
)
SELECT s.document, s.organisation, coalesce(e.has_partial, true) AS has_some, s.assessment_final
FROM told AS s
LEFT JOIN part AS p ON p.document = s.document AND p.organisation = s.organisation
LEFT JOIN edition AS e ON e.symbol_set = p.symbol_set
ORDER BY s.document, s.organisation, s.process_area;

-- name: check_lines
SELECT l.*, u.kind AS unit_kind, d.period_start AS document_start, d.period_end AS document_end, d.title AS document_title, d.kind AS document_kind
FROM ledger_detail AS l
JOIN document AS d ON d.document = l.document
JOIN unit AS u ON u.unit = l.unit
ORDER BY l.document, l.source_line, l.file_row;

-- name: check_sums
FROM ledger_sum ORDER BY ALL;

-- name: check_conventions
-- Financial tables that count otherwise than statements.csv says.
SELECT DISTINCT s.document, s.organisation, s.statement, s.costs, s.variance, c.costs_found, c.variance_found,
    coalesce(s.place, '') AS place, s.file, s.file_row
FROM statement_convention AS s
JOIN sign_convention AS c USING (document, organisation, statement)
WHERE c.contradicted
ORDER BY ALL;

-- name: check_relations
FROM indicator_relation ORDER BY ALL;

-- name: check_breaks
FROM method_break ORDER BY ALL;

-- name: check_scores
FROM score ORDER BY document, source_line, file_row;

-- name: check_figures
-- A figure printed without a unit is counted in its indicator's.
SELECT k.* REPLACE (
        CASE WHEN k.unit IS NULL THEN u.kind ELSE k.unit_kind END AS unit_kind,
        CASE WHEN k.unit IS NULL THEN coalesce(u.scale_of, u.unit) ELSE k.scale END AS scale,
        CASE WHEN k.unit IS NULL THEN coalesce(u.factor, 1) ELSE k.factor END AS factor
    ),
    i.third_answer IS NOT NULL AS third_answer, d.period_start AS document_start, d.period_end AS document_end, d.title AS document_title, d.kind AS document_kind,
    -- The range that the indicator declares, in the unit that the figure is printed in; of other units nothing is known.
    CASE WHEN k.unit IS NULL OR k.unit = i.unit THEN 1 WHEN k.scale = u.scale_of THEN u.factor / k.factor END AS in_printed,
    i.minimum * in_printed AS minimum, i.maximum * in_printed AS maximum, i.about_width * in_printed AS about_width
FROM key_figure_detail AS k
JOIN document AS d ON d.document = k.document
JOIN indicator AS i ON i.indicator = k.indicator
JOIN unit AS u ON u.unit = i.unit
-- Places among others are no figures of the indicator's unit.
WHERE k.measure <> 'rank'
ORDER BY d.period_end, k.source_line, k.file, k.file_row;

-- name: check_goals
-- A first figure: the data say so beside it, or it is the first by a new method. What is looked up of each goal is so before
-- its many columns are fetched, and once for all: a question for each goal takes the planner longer than all the rest.
WITH own AS (
    SELECT g.document, g.goal, g.year, g.indicator, g.measured_for, g.symbol_set, g.outcome_file, g.outcome_row, g.target_unit, g.assessment_step, g.assessment_published,
        d.kind AS document_kind, d.period_start, d.period_end
    FROM goal_detail AS g
    JOIN document AS d ON d.document = g.document
),
figures AS (
    SELECT g.document, g.goal, bool_or(o.measure IN ('change', 'change_pct')) AS change_told,
        -- Outcomes of women or men that no total is printed of.
        bool_or(o.measure = 'outcome' AND o.sex <> 'T' AND o.organisation = g.measured_for) AS sexes_told
    FROM own AS g
    JOIN observation AS o ON o.document = g.document AND o.indicator = g.indicator
    WHERE o.value IS NOT NULL AND o.period_end BETWEEN g.period_start AND g.period_end
    GROUP BY g.document, g.goal
),
breaks AS (
    SELECT g.document, g.goal, max_by(b.reason, b.from_date) AS reason
    FROM own AS g
    JOIN method_break AS b ON b.indicator = g.indicator
    WHERE b.from_date BETWEEN g.period_start AND g.period_end
    GROUP BY g.document, g.goal
),
-- What the document expects of a year that it does not end with.
forecasts AS (
    SELECT DISTINCT ON (g.document, g.goal) g.document, g.goal, e.value, e.decimals, e.operator, e.unit
    FROM own AS g
    JOIN observation AS e ON e.document = g.document AND e.indicator = g.indicator AND e.organisation = g.measured_for
    WHERE e.sex = 'T' AND e.measure = 'forecast' AND e.value IS NOT NULL AND e.doubted IS NULL AND year(e.period_end) = g.year
        AND e.period_end > g.period_end AND of_whole_year(e.period_start, e.period_end)
    ORDER BY g.document, g.goal, e.source_line, e.file_row
),
told AS (
    SELECT g.document, g.goal, g.document_kind,
        coalesce(CASE WHEN f.first_of_its_kind IS NOT NULL THEN coalesce(f.note, '') END, b.reason) AS first_measured,
        coalesce(o.change_told, false) AS change_told, coalesce(o.sexes_told, false) AS sexes_told,
        -- Where the legend has no word for near, what is near is missed as everything else is.
        coalesce(n.has_near, true) AS near_known,
        -- What the edition calls its own step.
        CASE WHEN g.assessment_step IS DISTINCT FROM g.assessment_published THEN step_word(g.symbol_set, 'assessment', g.assessment_step) END AS own_word,
        -- Its factors have the ground of the target's unit.
        e.value AS forecast, e.decimals AS forecast_decimals, e.operator AS forecast_operator, e.unit AS forecast_unit, eu.symbol AS forecast_symbol,
        coalesce(tu.factor, 1) AS target_factor, i.about_width,
        CASE WHEN coalesce(eu.scale_of, eu.unit) = coalesce(tu.scale_of, tu.unit) THEN coalesce(eu.factor, 1) END AS forecast_factor,
        CASE WHEN coalesce(iu.scale_of, iu.unit) = coalesce(tu.scale_of, tu.unit) THEN coalesce(iu.factor, 1) END AS indicator_factor
    FROM own AS g
    LEFT JOIN observation AS f ON f.file = g.outcome_file AND f.file_row = g.outcome_row
    LEFT JOIN figures AS o ON o.document = g.document AND o.goal = g.goal
    LEFT JOIN breaks AS b ON b.document = g.document AND b.goal = g.goal
    LEFT JOIN forecasts AS e ON e.document = g.document AND e.goal = g.goal
    LEFT JOIN edition AS n ON n.symbol_set = g.symbol_set
    LEFT JOIN indicator AS i ON i.indicator = g.indicator
    LEFT JOIN unit AS iu ON iu.unit = i.unit
    LEFT JOIN unit AS eu ON eu.unit = coalesce(e.unit, CASE WHEN e.value IS NOT NULL THEN i.unit END)
    LEFT JOIN unit AS tu ON tu.unit = g.target_unit
)
SELECT g.*, t.* EXCLUDE (document, goal)
FROM goal_detail AS g
JOIN told AS t ON t.document = g.document AND t.goal = g.goal
ORDER BY g.document, g.source_line, g.file_row;

-- name: check_measures
SELECT m.*, d.kind AS document_kind, coalesce(m.outcome_women, m.outcome_men) IS NOT NULL AS sexes_told, coalesce(e.has_near, true) AS near_known,
    CASE WHEN m.yardstick_step IS DISTINCT FROM m.yardstick_published THEN step_word(m.symbol_set, 'assessment', m.yardstick_step) END AS own_word
FROM goal_measure_detail AS m
JOIN document AS d ON d.document = m.document
LEFT JOIN edition AS e ON e.symbol_set = m.symbol_set
ORDER BY m.document, m.source_line, m.file_row, m.measure_no;

-- name: check_areas
FROM area_detail ORDER BY document, source_line, file_row;

-- name: check_targets
SELECT t.*, coalesce(u.scale_of, u.unit) AS scale, coalesce(u.factor, 1) AS factor
FROM target_detail AS t
JOIN unit AS u ON u.unit = t.unit
WHERE t.kind = 'level' AND t.set_by = t.organisation
ORDER BY t.document, t.source_line, t.file_row;

-- name: check_commitments
SELECT d.*, t.kind AS document_kind, t.period_start AS document_start, t.period_end AS document_end, c.indicator, c.measured_for
FROM commitment_detail AS d
JOIN commitment AS c ON c.document = d.document AND c.commitment = d.code
JOIN document AS t ON t.document = d.document
ORDER BY d.document, d.source_line, d.file_row;

-- name: check_carried_on
-- Commitments that a later document carries on under the same name: where somebody has said so, and from one report of a
-- year to the next. What a plan sets out to do has not begun.
WITH linked AS (
    SELECT from_document, from_commitment, to_document, to_commitment FROM commitment_lineage
    UNION
    SELECT e.document, e.commitment, c.document, c.commitment
    FROM commitment AS e
    JOIN document AS d ON d.document = e.document
    JOIN commitment AS c ON c.organisation = e.organisation AND c.commitment = e.commitment
    JOIN document AS t ON t.document = c.document AND t.year = d.year AND t.period_end > d.period_end
)
SELECT c.document, t.title AS document_title, c.label, c.status, c.completion, c.place, c.file, c.file_row,
    d.document AS earlier_document, d.title AS earlier_title, e.status AS earlier_status, e.completion AS earlier_completion, e.place AS earlier_place
FROM linked AS l
JOIN commitment AS e ON e.document = l.from_document AND e.commitment = l.from_commitment
JOIN document AS d ON d.document = l.from_document
JOIN commitment AS c ON c.document = l.to_document AND c.commitment = l.to_commitment
JOIN document AS t ON t.document = l.to_document
WHERE lower(c.label) = lower(e.label) AND t.kind <> 'plan' AND t.period_end > d.period_end
ORDER BY c.document, c.source_line, c.file_row, d.period_end;

-- name: check_controls
SELECT c.document, d.year, d.kind AS document_kind, c.label, c.carried_to, c.place, c.file, c.file_row
FROM control AS c
JOIN document AS d ON d.document = c.document
ORDER BY c.document, c.source_line, c.file_row;

-- name: check_activities
SELECT d.*, a.source_line, a.file, a.file_row
FROM activity_detail AS d
JOIN activity AS a ON a.document = d.document AND a.commitment = d.commitment AND a.activity_no = d.activity_no
ORDER BY a.document, a.file, a.file_row;

-- name: check_texts
SELECT t.document, d.year, t.place, t.organisation, t.subject_type, t.subject, t.template, t.file, t.file_row
FROM text AS t
JOIN document AS d ON d.document = t.document
ORDER BY t.document, t.file, t.file_row;

-- name: check_listed
-- What each part of a document lists: goals, commitments, activities and controls, and which areas it says something of.
SELECT g.document, g.organisation, 'goal' AS what, g.process_area, g.perspective AS heading, g.decided_by AS whose, j.assessment_final AS status
    FROM goal AS g JOIN goal_judged AS j ON j.document = g.document AND j.goal = g.goal
UNION ALL SELECT document, organisation, 'commitment', process_area, perspective, kind, status FROM commitment
UNION ALL SELECT c.document, c.organisation, 'activity', c.process_area, c.perspective, c.commitment, NULL
    FROM activity AS a JOIN commitment AS c ON c.document = a.document AND c.commitment = a.commitment
UNION ALL SELECT document, organisation, 'control', process_area, NULL, scope, assessment FROM control
UNION ALL SELECT document, organisation, 'area', process_area, NULL, NULL, NULL FROM document_area
UNION ALL SELECT document, organisation, 'text', subject, NULL, NULL, NULL FROM text WHERE subject_type = 'area'
ORDER BY ALL;

-- name: check_values
-- Every figure that a document holds, whatever it is; and how many goals, commitments and lines of each kind it has.
-- `factors` are those to every unit that a figure's own converts to.
WITH told AS (SELECT unit, list(factor ORDER BY factor) AS factors FROM unit_conversion GROUP BY unit),
measured AS (
    SELECT document, value, unit FROM observation
    UNION ALL SELECT document, value, unit FROM target
    UNION ALL SELECT document, amount, unit FROM ledger_line
    UNION ALL SELECT document, printed, unit FROM stated_claim
)
SELECT document, value, factors FROM measured LEFT JOIN told USING (unit)
UNION ALL SELECT document, unnest([achieved, max, percent]), NULL FROM score
UNION ALL SELECT document, completion, NULL FROM commitment
UNION ALL SELECT document, count(*), NULL FROM goal GROUP BY document, organisation, perspective, assessment
UNION ALL SELECT document, count(*), NULL FROM commitment GROUP BY document, organisation, status
UNION ALL SELECT document, count(*), NULL FROM commitment GROUP BY document, organisation
UNION ALL SELECT document, count(*), NULL FROM control GROUP BY document
UNION ALL SELECT document, count(*), NULL FROM score WHERE question_no IS NOT NULL GROUP BY document
-- A number in a name is a part of the name: of a line, a goal, a commitment or a claim.
UNION ALL SELECT document, unnest(regexp_extract_all(told, '\d+'))::DOUBLE, NULL FROM (
    SELECT document, line AS told FROM ledger_line
    UNION SELECT document, label FROM goal
    UNION SELECT document, label FROM commitment
    UNION SELECT document, label FROM stated_claim
);

-- name: prose_figures
-- Key figures in running text, each beside every place where the same figure is printed elsewhere.
SELECT
    p.document, p.place, concat(p.label, ', ', p.organisation, ' ', year(p.period_end)) AS claim, p.unit,
    p.value AS printed, p.operator, p.decimals, p.file, p.file_row, p.source_line,
    s.value AS recomputed, s.operator AS other_operator, s.decimals AS other_decimals, s.document AS other_document,
    s.shown_in AS other_shown_in, s.doubted AS other_doubted, s.place AS other_place, s.source_line AS other_line
FROM (SELECT o.*, i.label FROM observation AS o JOIN indicator AS i USING (indicator)) AS p
LEFT JOIN observation AS s
    ON s.indicator = p.indicator AND s.organisation = p.organisation AND s.sex = p.sex AND s.period_start = p.period_start
    AND s.period_end = p.period_end AND s.measure = p.measure AND s.value IS NOT NULL
    AND (s.document, s.place, s.source_line, CASE s.source_line WHEN 0 THEN s.file_row END)
        IS DISTINCT FROM (p.document, p.place, p.source_line, CASE p.source_line WHEN 0 THEN p.file_row END)
WHERE p.value IS NOT NULL AND p.shown_in <> 'table'
ORDER BY p.document, p.source_line, claim, p.file, p.file_row, s.source_line, s.place;

-- name: check_claims
SELECT s.*, u.symbol, u.kind AS unit_kind, c.recomputed, c.agrees, part_of(s.document, s.place, s.organisation) AS part
FROM stated_claim AS s
JOIN unit AS u ON u.unit = s.unit
JOIN claim_check AS c ON c.document = s.document AND c.claim = s.claim
ORDER BY s.document, s.source_line, s.file_row;

-- name: check_symbols
-- How many symbols are lost, by what they belong to: read from the text instead, or not known of those that the edition
-- has; plans have none yet.
WITH every AS (
    SELECT document, organisation, 'status' AS subject, status_source AS source, place, file, file_row FROM commitment
    UNION ALL SELECT document, organisation, 'assessment', assessment_source, place, file, file_row FROM goal
    UNION ALL SELECT document, organisation, 'area', assessment_source, place, file, file_row FROM document_area
    UNION ALL SELECT document, part_of(document, place, organisation), 'control', assessment_source, place, file, file_row FROM control
), told AS (
    SELECT e.*, e.source = 'prose' AS read,
        e.source = 'lost' AND EXISTS (SELECT 1 FROM legend AS l WHERE l.symbol_set = p.symbol_set AND l.subject = e.subject) AS unknown
    FROM every AS e
    JOIN document_part AS p ON p.document = e.document AND p.organisation = e.organisation
    WHERE p.kind <> 'plan'
)
SELECT document, organisation AS part, subject, count(*) AS amount, count(*) FILTER (read) AS read, count(*) FILTER (unknown) AS unknown,
    list(place ORDER BY file_row) FILTER (read OR unknown) AS places, places[1] AS place,
    min(file) AS file, min(file_row) FILTER (read OR unknown) AS file_row
FROM told
GROUP BY document, organisation, subject
HAVING read + unknown > 0
ORDER BY document, part, subject;

-- name: check_lost
-- Figures that the document had and the source has lost.
SELECT document, part, label, organisation, period_end, place, file, file_row
FROM key_figure_detail
WHERE missing = 'lost'
ORDER BY document, source_line;

-- name: area_status
SELECT a.process_area, a.name, a.perspective_name, a.assessment, a.assessment_source, a.trend, a.trend_source, a.place, s.assessment_computed,
    s.assessment_final, a.assessment_step, a.trend_step,
    s.goals, s.goals_known, s.goals_reached,
    EXISTS (FROM node_judgement AS j WHERE j.level = 'area' AND j.document = a.document AND j.organisation = a.organisation) AS adds_up,
    o.file, o.file_row, o.origin, o.origin_kind
FROM area_detail AS a
LEFT JOIN document_area AS o ON o.document = a.document AND o.organisation = a.organisation AND o.process_area = a.process_area
JOIN process_area_status AS s ON s.document = a.document AND s.organisation = a.organisation AND s.process_area = a.process_area
WHERE a.document = $document AND a.organisation = $organisation
ORDER BY a.position;

-- name: part_status
-- What the areas of one part of a document say together, where the project says how they add up.
SELECT assessment_computed, areas, areas_known, areas_reached, rule
FROM part_status
WHERE document = $document AND organisation = $organisation;

-- name: all_targets
-- Every target of the goals of a part, also those set for another organisation than the goal's own.
SELECT g.goal, g.measure_no, t.year, t.organisation, t.value AS target, t.operator, t.decimals, t.missing, t.symbol, t.unit_kind, t.kind, t.upper, t.upper_decimals,
    coalesce(t.base, CASE WHEN t.year = g.year THEN g.target_base END) AS base, CASE WHEN t.base IS NULL THEN g.target_base_decimals ELSE t.base_decimals END AS base_decimals,
    CASE WHEN t.base IS NULL THEN g.target_base_symbol ELSE t.base_symbol END AS base_symbol, coalesce(t.base_year, CASE WHEN t.kind = 'direction' AND t.year = g.year THEN g.target_base_year END) AS base_year,
    t."of", t.first_year, t.last_year, t.words, t.set_by, t.set_by_name, g.target_set_by, g.target_only_for, g.measure_label,
    t.place, t.file, t.file_row, w.origin, w.origin_kind
FROM target_detail AS t
LEFT JOIN fact_origin AS w ON w.file = t.file AND w.file_row = t.file_row
JOIN goal_measure_detail AS g ON g.document = t.document AND g.goal = t.goal AND g.measure_no = t.yardstick
WHERE g.document = $document AND g.organisation = $organisation
ORDER BY g.goal, g.measure_no, t.year, t.organisation, t.set_by;

-- name: latest_outcomes
-- The latest outcome of each goal's indicator that the document itself prints, and where it stands.
SELECT p.goal, p.latest AS value, p.latest_decimals AS printed_decimals, u.symbol, p.latest_operator AS operator, p.latest_period_type AS period_type,
    p.latest_period_start AS period_start, p.latest_period_end AS period_end, o.note, p.latest_partial AS partial, p.against_plan, p.against_own_year,
    p.plan_distance, p.plan_distance_decimals, p.plan_distance_kind, p.plan_distance_side, p.plan_distance_pct,
    o.place, o.file, o.file_row, o.origin, o.origin_kind
FROM plan_judgement AS p
JOIN goal AS g ON g.document = p.document AND g.goal = p.goal
LEFT JOIN unit AS u ON u.unit = p.latest_unit
LEFT JOIN observation AS o ON o.file = p.latest_file AND o.file_row = p.latest_file_row
WHERE p.document = $document AND g.organisation = $organisation
ORDER BY p.goal;

-- name: activities
SELECT commitment, commitment_label, activity_no, label, responsible, measure
FROM activity_detail
WHERE document = $document AND organisation = $organisation
ORDER BY commitment, activity_no;

-- name: roles
-- The codes of people that the activities of a document name; without a name where the document does not explain them.
SELECT a.role, r.name
FROM (
    SELECT DISTINCT unnest(responsible) AS role FROM activity_detail WHERE document = $document AND organisation = $organisation
) AS a
LEFT JOIN role_name AS r ON r.document = $document AND r.role = a.role
WHERE r.name IS NOT NULL OR regexp_matches(a.role, '^[A-ZÅÄÖ0-9]+$') AND a.role NOT IN (SELECT organisation FROM organisation)
ORDER BY a.role;

-- name: controls
SELECT code, scope, area, risk, label, frequency, method, assessment, assessment_source, assessment_step, action, carried_to, place
FROM control_detail
WHERE document = $document AND part = $organisation
ORDER BY source_line;

-- name: scores
SELECT area_no, area, question_no, label AS question, achieved, max, percent, file, file_row, place, origin, origin_kind
FROM score
WHERE document = $document AND question_no IS NOT NULL
ORDER BY area_no, question_no;

-- name: score_areas
SELECT area_no, area, achieved, max, percent, summed, file, file_row, a.place, w.origin, w.origin_kind
FROM evaluation_area AS a
LEFT JOIN fact_origin AS w USING (file, file_row)
WHERE document = $document
ORDER BY area_no;

-- name: findings
SELECT f.area_no, a.area, f.kind, f.finding, a.place, a.file, a.file_row, w.origin, w.origin_kind
FROM evaluation_finding AS f
LEFT JOIN evaluation_area AS a ON a.document = f.document AND a.area_no = f.area_no
LEFT JOIN fact_origin AS w ON w.file = a.file AND w.file_row = a.file_row
WHERE f.document = $document
ORDER BY f.area_no, f.kind;

-- name: long_series
-- Indicators with outcomes in two or more documents, or over three or more years; documents without a part of ours are
-- statistics about others, however many, and not gone through. Those of the organisation itself, of those below it, and of
-- whom its goals and commitments are measured for, in any of its documents: what other boards measure is theirs.
WITH RECURSIVE below AS (
    SELECT organisation FROM organisation WHERE organisation = $organisation
    UNION SELECT o.organisation FROM organisation AS o JOIN below AS b ON o.parent = b.organisation
),
own AS (
    SELECT organisation FROM below
    UNION SELECT m.measured_for FROM goal_measure AS m JOIN goal AS g ON g.document = m.document AND g.goal = m.goal
    WHERE g.organisation IN (SELECT organisation FROM below)
    UNION SELECT measured_for FROM commitment WHERE organisation IN (SELECT organisation FROM below)
)
SELECT s.indicator, i.label, s.organisation, i.symbol, i.unit AS indicator_unit, i.unit_kind, s.unit, i.decimals, i.direction, i.tolerance, i.tolerance_kind, i.source,
    s.sex, s.period_type, s.period_start, s.period_end, s.operator, s.value, s.printed_decimals, s.also_printed, s.doubted, s.preliminary, s.document_title,
    s.place, s.file, s.file_row, w.origin, w.origin_kind
FROM series AS s
LEFT JOIN fact_origin AS w ON w.file = s.file AND w.file_row = s.file_row
JOIN (SELECT DISTINCT indicator, label, symbol, unit, unit_kind, decimals, direction, tolerance, tolerance_kind, source FROM indicator_detail) AS i
    ON i.indicator = s.indicator
WHERE (s.indicator, s.organisation) IN (
    SELECT (indicator, organisation) FROM key_figure
    WHERE measure = 'outcome' AND value IS NOT NULL AND document IN (SELECT document FROM document_part)
    GROUP BY indicator, organisation
    HAVING count(DISTINCT document) >= 2
) AND s.organisation IN (SELECT organisation FROM own)
ORDER BY i.label, s.organisation, s.period_end, s.sex;

-- name: long_targets
SELECT indicator, organisation, year, target, printed_decimals, unit, level, file, file_row, w.place, w.origin, w.origin_kind
FROM indicator_target
LEFT JOIN fact_origin AS w USING (file, file_row)
ORDER BY indicator, organisation, level DESC, year;

-- name: finding_followups
SELECT f.area_no, a.area, f.kind, f.finding, f.followed_in, f.followed_year, f.followed_title, f.note
FROM finding_followup AS f
LEFT JOIN evaluation_area AS a ON a.document = f.document AND a.area_no = f.area_no
WHERE f.document = $document
ORDER BY f.area_no, f.finding, f.followed_year;

-- name: given_on
-- When each owner last gave anything for a document.
SELECT reported_by AS owner, max(reported_on) AS given_on FROM (
    SELECT reported_by, reported_on FROM observation WHERE document = $document AND reported_by IS NOT NULL
    UNION ALL SELECT reported_by, reported_on FROM commitment WHERE document = $document AND reported_by IS NOT NULL
    UNION ALL SELECT reported_by, reported_on FROM ledger_line WHERE document = $document AND reported_by IS NOT NULL
    UNION ALL SELECT reported_by, reported_on FROM control WHERE document = $document AND reported_by IS NOT NULL
)
GROUP BY reported_by;

-- name: undelivered
-- Who has not delivered to a part of a document, a row a process area: goals whose outcome is expected and missing, and
-- commitments without status. An annual report is expected to tell the outcome of every goal with an indicator, unless
-- it says itself that the goal is not evaluated; annual and interim reports the status of every commitment.
WITH missing AS (
    SELECT DISTINCT y.document, y.organisation, y.process_area, 'outcome' AS what, y.goal AS name
    FROM goal_yardstick AS y
    JOIN goal_status AS g ON g.document = y.document AND g.organisation = y.organisation AND g.goal = y.goal
    WHERE y.outcome IS NULL AND y.outcome_women IS NULL AND y.outcome_men IS NULL AND y.indicator IS NOT NULL AND g.assessment_published IS DISTINCT FROM 'not_evaluated'
    UNION ALL
    SELECT document, organisation, process_area, 'status', commitment
    FROM commitment_status
    WHERE status_step IS NULL
)
SELECT m.document, m.organisation, d.organisation_name, a.name AS area, m.what, list(m.name ORDER BY m.name) AS names
FROM missing AS m
JOIN document_part AS d ON d.document = m.document AND d.organisation = m.organisation
LEFT JOIN area_name AS a ON a.document = m.document AND a.organisation = m.organisation AND a.process_area = m.process_area
WHERE m.document = $document AND m.organisation = $organisation
    AND (d.kind = 'annual' OR (d.kind = 'interim' AND m.what = 'status'))
GROUP BY m.document, m.organisation, d.organisation_name, a.name, a.position, m.what
ORDER BY a.position NULLS LAST, m.what;

-- name: known_names
-- What can be asked about by name: what kind of thing it is, its code, and every name that it has or has had.
WITH renamed AS (
    SELECT fact, key AS code, unnest([before, after]) AS name FROM history WHERE field = 'label'
)
SELECT 'indicator' AS subject, indicator AS code, label AS name FROM indicator
UNION SELECT 'goal', goal, label FROM goal
UNION SELECT 'commitment', commitment, label FROM commitment
UNION SELECT 'control', control, label FROM control
UNION SELECT 'claim', claim, label FROM stated_claim
UNION SELECT 'area', process_area, name FROM process_area
UNION SELECT 'area', process_area, printed_name FROM document_area
UNION SELECT 'node', node, label FROM node WHERE level <> 'area'
UNION SELECT 'line', line, line FROM ledger_line
UNION SELECT 'score', coalesce(question_no, area_no::VARCHAR), CASE WHEN question_no IS NULL THEN area ELSE label END FROM score
UNION SELECT fact, code, name FROM renamed WHERE name IS NOT NULL
-- What is gone is known by what was published of it.
UNION SELECT fact, key, key FROM history WHERE fact IN ('goal', 'commitment', 'control', 'claim')
UNION SELECT 'indicator', string_split(key, ' | ')[1], string_split(key, ' | ')[1] FROM history WHERE fact = 'observation'
UNION SELECT 'line', string_split(key, ' | ')[4], string_split(key, ' | ')[4] FROM history WHERE fact = 'amount'
ORDER BY ALL;

-- name: explained
-- Every published value with what it is called, whose it is, what it says and where it stands. `earlier_…` is the outcome
-- that a trend compares with: that of the goal, else the one that the figure itself is compared with.
WITH
of_goal AS (
    SELECT outcome_file AS file, outcome_row AS file_row, list_distinct(list(goal)) AS goals,
        -- That of women and men together is the earlier one of neither.
        any_value(CASE WHEN coalesce(outcome_women, outcome_men, previous_women, previous_men) IS NULL THEN previous_outcome END) AS value,
        any_value(previous_decimals) AS decimals, any_value(previous_symbol) AS symbol, any_value(previous_start) AS period_start,
        any_value(previous_end) AS period_end, any_value(previous_place) AS place
    FROM goal_measure_detail
    WHERE outcome_file IS NOT NULL
    GROUP BY ALL
),
before AS (
    SELECT e.file, e.file_row, b.value, b.decimals, u.symbol, b.period_start, b.period_end, b.period_type, b.operator, b.place
    FROM earlier_figure AS e
    JOIN observation AS b ON b.file = e.earlier_file AND b.file_row = e.earlier_row
    JOIN indicator AS i ON i.indicator = b.indicator
    LEFT JOIN unit AS u ON u.unit = coalesce(b.unit, i.unit)
),
every AS (
    SELECT 'observation' AS fact, o.document,
        concat_ws(' | ', o.indicator, o.organisation, o.sex, o.period_start, o.period_end, o.measure, o.place, o.source_line, told_period(o.period_type, o.period_start, o.period_end)) AS key,
        'indicator' AS subject, o.indicator AS code, i.label AS name, o.indicator, g.goals, o.organisation, year(o.period_end) AS year, o.sex, o.period_type,
        o.period_start, o.period_end, o.measure, o.value AS figure, o.decimals, o.operator, o.missing, u.symbol,
        coalesce(g.value, b.value) AS earlier, CASE WHEN g.value IS NULL THEN b.decimals ELSE g.decimals END AS earlier_decimals,
        CASE WHEN g.value IS NULL THEN b.symbol ELSE g.symbol END AS earlier_symbol,
        CASE WHEN g.value IS NULL THEN b.operator END AS earlier_operator,
        CASE WHEN g.value IS NULL THEN b.period_start ELSE g.period_start END AS earlier_start,
        CASE WHEN g.value IS NULL THEN b.period_end ELSE g.period_end END AS earlier_end,
        CASE WHEN g.value IS NULL THEN b.period_type WHEN g.period_end - g.period_start >= 360 THEN 'year' ELSE 'part_year' END AS earlier_type,
        CASE WHEN g.value IS NULL THEN b.place ELSE g.place END AS earlier_place,
        o.file, o.file_row
    FROM observation AS o
    JOIN indicator AS i ON i.indicator = o.indicator
    LEFT JOIN unit AS u ON u.unit = o.unit
    LEFT JOIN of_goal AS g ON g.file = o.file AND g.file_row = o.file_row
    LEFT JOIN before AS b ON b.file = o.file AND b.file_row = o.file_row
    UNION ALL BY NAME
    SELECT 'target' AS fact, t.document, concat_ws(' | ', t.goal, t.organisation, t.year, target_period(t.period_start, t.period_end), target_of(t.yardstick, t.organisation, t.set_by)) AS key, 'goal' AS subject, t.goal AS code,
        concat_ws(': ', g.label, CASE WHEN t.yardstick > 1 THEN m.measure_label END) AS name, m.indicator, t.organisation, CASE WHEN t.organisation = g.organisation THEN m.measured_for END AS measured_for,
        t.year, t.value AS figure, t.decimals, sign_of(t.kind, t.operator, m.direction) AS operator, t.missing, u.symbol, t.file, t.file_row,
        t.kind, t.upper, t.upper_decimals, coalesce(t.base_value, CASE WHEN t.year = m.year AND t.kind = 'direction' THEN m.target_base END) AS base, coalesce(t.base_decimals, m.target_base_decimals) AS base_decimals,
        coalesce(CASE WHEN t.base_value IS NOT NULL THEN u.symbol END, m.target_base_symbol) AS base_symbol, coalesce(t.base_year, CASE WHEN t.kind = 'direction' THEN m.target_base_year END) AS base_year,
        t."of", t.first_year, t.last_year, t.words
    FROM target AS t
    JOIN goal AS g ON g.document = t.document AND g.goal = t.goal
    LEFT JOIN goal_measure_detail AS m ON m.document = t.document AND m.goal = t.goal AND m.measure_no = t.yardstick
    LEFT JOIN unit AS u ON u.unit = t.unit
    UNION ALL BY NAME
    SELECT 'amount' AS fact, l.document,
        concat_ws(' | ', l.organisation, l.statement, l.line_no, l.line, l.measure, l.period_start, l.period_end) AS key,
        'line' AS subject, l.line AS code, l.line AS name, l.statement, l.organisation, year(l.period_end) AS year, 'part_year' AS period_type,
        l.period_start, l.period_end, l.measure, l.amount AS figure, l.decimals, l.missing, u.symbol, l.file, l.file_row
    FROM ledger_line AS l
    JOIN unit AS u ON u.unit = l.unit
    UNION ALL BY NAME
    SELECT 'goal' AS fact, document, goal AS key, 'goal' AS subject, goal AS code, label AS name, indicator, organisation, file, file_row FROM goal
    UNION ALL BY NAME
    SELECT 'override' AS fact, o.document, o.goal AS key, 'goal' AS subject, o.goal AS code, g.label AS name, g.organisation, o.file, o.file_row
    FROM override AS o
    JOIN goal AS g ON g.document = o.document AND g.goal = o.goal
    UNION ALL BY NAME
    SELECT 'commitment' AS fact, document, commitment AS key, 'commitment' AS subject, commitment AS code, label AS name, indicator, organisation, file, file_row
    FROM commitment
    UNION ALL BY NAME
    SELECT 'area' AS fact, document, concat_ws(' | ', organisation, process_area) AS key, 'area' AS subject, process_area AS code, printed_name AS name,
        organisation, file, file_row
    FROM document_area
    UNION ALL BY NAME
    SELECT 'node' AS fact, document, concat_ws(' | ', organisation, node) AS key, 'node' AS subject, node AS code, label AS name, organisation, file, file_row
    FROM node
    WHERE level <> 'area'
    UNION ALL BY NAME
    SELECT 'control' AS fact, document, control AS key, 'control' AS subject, control AS code, label AS name, organisation, file, file_row FROM control
    UNION ALL BY NAME
    SELECT 'claim' AS fact, s.document, s.claim AS key, 'claim' AS subject, s.claim AS code, s.label AS name, s.organisation, s.printed AS figure, s.operator, s.decimals,
        u.symbol, s.file, s.file_row
    FROM stated_claim AS s
    JOIN unit AS u ON u.unit = s.unit
    UNION ALL BY NAME
    SELECT 'score' AS fact, document, concat_ws(' | ', area_no, question_no) AS key, 'score' AS subject, coalesce(question_no, area_no::VARCHAR) AS code,
        CASE WHEN question_no IS NULL THEN area ELSE label END AS name, file, file_row
    FROM score
    UNION ALL BY NAME
    SELECT 'text' AS fact, t.document, concat_ws(' | ', t.organisation, t.subject_type, t.subject, t.section, t.place, t.source_line) AS key,
        CASE WHEN t.subject_type IN ('statement', 'unit') THEN 'line' ELSE t.subject_type END AS subject, t.subject AS code,
        coalesce(g.label, c.label, k.label, a.printed_name, n.label, t.subject) AS name, t.section, t.organisation, t.file, t.file_row
    FROM text AS t
    LEFT JOIN goal AS g ON g.document = t.document AND g.goal = t.subject AND t.subject_type = 'goal'
    LEFT JOIN commitment AS c ON c.document = t.document AND c.commitment = t.subject AND t.subject_type = 'commitment'
    LEFT JOIN control AS k ON k.document = t.document AND k.control = t.subject AND t.subject_type = 'control'
    LEFT JOIN document_area AS a ON a.document = t.document AND a.organisation = t.organisation AND a.process_area = t.subject
        AND t.subject_type = 'area'
    LEFT JOIN node AS n ON n.document = t.document AND n.organisation = t.organisation AND n.node = t.subject AND t.subject_type = 'node'
)
SELECT e.* EXCLUDE (year), coalesce(e.year, d.year) AS year, p.field, p.value, p.place, d.kind AS document_kind, d.year AS document_year,
    -- The words of the scale that a judgement is a step of, code and word on a line each.
    (SELECT list(concat(s.code, chr(10), s.word)) FROM symbol AS s JOIN part AS t ON t.symbol_set = s.symbol_set
    WHERE t.document = e.document AND (t.organisation = e.organisation OR e.fact = 'control') AND s.meaning <> [s.code]
        AND s.subject = CASE WHEN p.field = 'assessment' AND e.fact IN ('area', 'control') THEN e.fact ELSE p.field END) AS own_steps,
    w.origin_kind, w.origin
FROM every AS e
LEFT JOIN fact_origin AS w ON w.file = e.file AND w.file_row = e.file_row
JOIN published AS p ON p.fact = e.fact AND p.document = e.document AND p.key = e.key
JOIN document AS d ON d.document = e.document
ORDER BY d.period_end, e.file, e.file_row, p.field;

-- name: own_statements
-- Financial tables that the owner has named, and what each behaves like.
SELECT kind, name, behaves_as FROM own_kind WHERE subject = 'statement' ORDER BY kind;

-- name: organisations
SELECT organisation, name FROM organisation ORDER BY organisation;

-- name: commented_columns
-- Every public view, a row for itself and then one a column, with what it is for.
SELECT view, "column", meaning FROM (
    SELECT view_name AS view, NULL::VARCHAR AS "column", comment AS meaning, view_oid AS place, 0 AS step
    FROM duckdb_views() WHERE NOT internal AND comment IS NOT NULL
    UNION ALL
    SELECT v.view_name, c.column_name, c.comment, v.view_oid, c.column_index
    FROM duckdb_columns() AS c JOIN duckdb_views() AS v ON v.view_oid = c.table_oid
    WHERE NOT v.internal AND v.comment IS NOT NULL
)
ORDER BY place, step;

-- name: asked_goals
-- Who gives the figures of each goal of a document: its first owner, else the first of the nearest node above that has
-- one, else whoever it is measured for.
SELECT g.goal, coalesce(
    g.owners[1],
    (SELECT arg_max(n.owners[1], a.step) FROM tree_above AS a
    JOIN tree_node AS n ON n.document = a.document AND n.organisation = a.organisation AND n.level = a.level AND n.node = a.node
    WHERE a.document = g.document AND a.organisation = g.organisation AND a.subject_type = 'goal' AND a.subject = g.goal
        AND n.owners[1] IS NOT NULL),
    g.measured_for, g.organisation) AS owner
FROM goal AS g
WHERE g.document = $document
ORDER BY g.file, g.file_row;

-- name: asked_people
-- Which organisations have so few people that women and men are not told apart: fewer than the document says, else 10.
SELECT organisation, name,
    coalesce(people < coalesce((SELECT max(fewest_people) FROM part WHERE document = $document), 10), false) AS few
FROM organisation;

-- name: asked_owners
-- What those who may be responsible are called; a role of the document before an organisation of that code.
SELECT organisation AS owner, name FROM organisation
UNION ALL
SELECT role, name FROM role WHERE document = $document;

-- name: asked_history
-- What has been known of the indicators that a document's goals are measured by, the latest first.
SELECT indicator, organisation, sex, period_type, period_start, period_end, operator, value, printed_decimals, unit, symbol, unit_kind
FROM key_figure_detail
WHERE measure = 'outcome' AND value IS NOT NULL
    AND indicator IN (SELECT indicator FROM goal_measure_detail WHERE document = $document)
ORDER BY period_end DESC, period_start, document DESC, file, file_row;

-- name: asked_now
-- The figures that a document has of its own, as they stand in its files.
SELECT indicator, organisation, sex, period_type, period_start, period_end, measure, value, printed_decimals, preliminary, note
FROM key_figure_detail
WHERE document = $document AND value IS NOT NULL
ORDER BY file, file_row;

-- name: asked_indicators
SELECT i.indicator, i.label, i.unit, u.symbol, u.name AS unit_name, i.minimum, i.maximum
FROM indicator AS i
LEFT JOIN unit AS u ON u.unit = i.unit;

-- name: asked_commitments
SELECT c.commitment, c.organisation, c.label, c.owners, c.status, c.status_step, c.completion, a.name AS area,
    coalesce(c.owners[1], c.organisation) AS owner
FROM commitment AS c
LEFT JOIN area_name AS a ON a.document = c.document AND a.organisation = c.organisation AND a.process_area = c.process_area
WHERE c.document = $document AND c.organisation = $organisation
ORDER BY c.file, c.file_row;

-- name: asked_controls
SELECT control, organisation, risk, label, assessment, assessment_step, action, organisation AS owner
FROM control
WHERE document = $document AND organisation = $organisation
ORDER BY file, file_row;

-- name: asked_lines
-- The lines of a part that have a budget, each once; a line named as an organisation is given by that one.
SELECT l.organisation, l.statement, l.line_no, l.line, l.is_total, l.unit, l.symbol, l.amount AS budget, l.decimals, l.statement_name,
    coalesce(b.organisation, l.organisation) AS owner
FROM ledger_detail AS l
LEFT JOIN organisation AS b ON lower(b.name) = lower(l.line)
WHERE l.document = $document AND l.part = $organisation AND l.measure = 'budget'
QUALIFY row_number() OVER (PARTITION BY l.organisation, l.statement, l.line_no, l.line ORDER BY l.period_end DESC, l.file, l.file_row) = 1
ORDER BY l.file, l.file_row;

-- name: asked_amounts
SELECT organisation, statement, line_no, measure, period_start, period_end, amount, decimals
FROM ledger_detail
WHERE document = $document AND amount IS NOT NULL
ORDER BY file, file_row;

-- name: asked_nodes
-- The nodes right above goals or commitments, with who answers for them.
SELECT DISTINCT n.organisation, n.level, n.node, n.label, coalesce(n.owners[1], n.organisation) AS owner, n.position
FROM tree_node AS n
JOIN tree_level AS l ON l.level = n.level
WHERE n.document = $document AND n.organisation = $organisation AND NOT l.is_goal
    AND EXISTS (
        FROM tree_above AS a
        WHERE a.document = n.document AND a.organisation = n.organisation AND a.level = n.level AND a.node = n.node
            AND a.step = (
                SELECT max(s.step) FROM tree_above AS s
                JOIN tree_level AS above ON above.level = s.level AND NOT above.is_goal
                WHERE s.document = a.document AND s.organisation = a.organisation
                    AND s.subject_type = a.subject_type AND s.subject = a.subject
            )
    )
ORDER BY n.position, n.node;

-- name: asked_steps
-- The steps that somebody may choose; a share of a whole is none.
SELECT symbol_set, code, word
FROM symbol
WHERE subject = $subject AND code <> 'unknown'
ORDER BY symbol_set, position;
