-- name: build_info
-- Which data the database was built from, and when.
FROM build_info;

-- name: history
FROM history ORDER BY changed_at, fact, document, key, field;

-- name: changes_of
-- What has changed in one part of a document since the first build, the latest first, under the names that readers know.
-- What is gone has no name any more, only its code. What a part's own texts and tables say is its own, wherever it stands.
WITH known AS (
    SELECT 'observation' AS fact, NULL AS document, indicator AS code, label AS name, NULL AS organisation FROM indicator
    UNION ALL SELECT 'area', NULL, process_area, name, NULL FROM process_area
    UNION ALL SELECT 'goal', document, goal, label, organisation FROM goal
    UNION ALL SELECT 'commitment', document, commitment, label, organisation FROM commitment
    UNION ALL SELECT 'control', document, control, label, organisation FROM control
    UNION ALL SELECT 'claim', document, claim, label, organisation FROM stated_claim
    UNION ALL SELECT 'score', document, concat_ws(' | ', area_no, question_no), label, NULL FROM score WHERE question_no IS NOT NULL
),
change AS (
    SELECT *, string_split(key, ' | ') AS step,
        CASE fact WHEN 'target' THEN 'goal' WHEN 'override' THEN 'goal' WHEN 'text' THEN step[2] ELSE fact END AS about,
        CASE fact WHEN 'amount' THEN step[4] WHEN 'text' THEN step[3] WHEN 'area' THEN step[2] WHEN 'score' THEN key ELSE step[1] END AS code
    FROM history
    WHERE document = $document
)
SELECT c.changed_at, c.fact, k.name, c.code, c.before, c.after, c.place, c.commit_id,
    CASE c.fact WHEN 'observation' THEN step[6] WHEN 'amount' THEN step[5] WHEN 'target' THEN 'target' ELSE c.field END AS field,
    CASE WHEN c.fact IN ('observation', 'target') THEN step[2] WHEN c.fact = 'amount' THEN step[1] END AS whose,
    CASE c.fact WHEN 'observation' THEN year(step[5]::DATE) WHEN 'amount' THEN year(step[7]::DATE) WHEN 'target' THEN step[3]::INTEGER END AS year
FROM change AS c
LEFT JOIN known AS k ON k.fact = c.about AND k.code = c.code AND coalesce(k.document, c.document) = c.document
WHERE $organisation = CASE
    WHEN c.fact IN ('text', 'amount') AND EXISTS (FROM part AS p WHERE p.document = c.document AND p.organisation = step[1]) THEN step[1]
    ELSE part_of(c.document, c.place, k.organisation)
END
ORDER BY c.changed_at DESC, c.fact, c.key, c.field;

-- name: published_values
-- Every published value with what tells it apart from the others; compared from build to build.
WITH every AS (
    SELECT 'observation' AS fact, document,
        concat_ws(' | ', indicator, organisation, sex, period_start, period_end, measure, place, source_line) AS key,
        'value' AS field, concat(operator, coalesce(value::VARCHAR, missing)) AS value, place
    FROM observation
    UNION ALL
    SELECT 'target', document, concat_ws(' | ', goal, organisation, year), 'value', concat(operator, coalesce(value::VARCHAR, missing)), place
    FROM target
    UNION ALL
    SELECT 'amount', document, concat_ws(' | ', organisation, statement, line_no, line, measure, period_start, period_end), 'amount',
        coalesce(amount::VARCHAR, missing), place
    FROM ledger_line
    UNION ALL
    SELECT 'goal', document, goal, field, value, place
    FROM (UNPIVOT (SELECT document, goal, place, assessment, trend, label FROM goal) ON assessment, trend, label INTO NAME field VALUE value)
    UNION ALL
    SELECT 'commitment', document, commitment, field, value, place
    FROM (UNPIVOT (
        SELECT document, commitment, place, status, completion::VARCHAR AS completion, label, array_to_string(owners, ', ') AS owners FROM commitment
    ) ON status, completion, label, owners INTO NAME field VALUE value)
    UNION ALL
    SELECT 'area', document, concat_ws(' | ', organisation, process_area), field, value, place
    FROM (UNPIVOT (SELECT document, organisation, process_area, place, assessment, trend FROM document_area) ON assessment, trend INTO NAME field VALUE value)
    UNION ALL
    SELECT 'control', document, control, 'assessment', assessment, place FROM control
    UNION ALL
    SELECT 'claim', document, claim, 'printed', printed::VARCHAR, place FROM stated_claim
    UNION ALL
    SELECT 'score', document, concat_ws(' | ', area_no, question_no), field, value, place
    FROM (UNPIVOT (
        SELECT document, area_no, question_no, place, achieved::VARCHAR AS achieved, max::VARCHAR AS max, percent::VARCHAR AS percent FROM score
    ) ON achieved, max, percent INTO NAME field VALUE value)
    UNION ALL
    SELECT 'text', document, concat_ws(' | ', organisation, subject_type, subject, section, place, source_line), 'text', text, place
    FROM text
    UNION ALL
    SELECT 'override', document, goal, field, value, NULL FROM override
)
SELECT fact, document, key, field, value, place FROM every WHERE value IS NOT NULL;

-- name: parts
-- Every part of every document: what can be reported on.
SELECT document, kind, year, organisation, organisation_name, title, document_title, period_start, period_end, reference, symbol_set, note, place
FROM document_part
ORDER BY year DESC, document, organisation;

-- name: areas
-- The process areas of one part of a document, in printed order.
SELECT process_area, name, usual_name, position, perspective, perspective_name
FROM area_name
WHERE document = $document AND organisation = $organisation
ORDER BY position;

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
    OR EXISTS (SELECT 1 FROM said WHERE regexp_matches(said.text, '\b' || code || '\b'))
ORDER BY code;

-- name: legend
SELECT subject, code, shape, word, position
FROM legend
WHERE symbol_set = $symbol_set
ORDER BY subject, position;

-- name: goals
-- Goals of one part in the order of the document; of one process area when that is given.
SELECT g.*, a.name AS area, a.position AS area_position, a.perspective_name
FROM goal_detail AS g
JOIN area_name AS a ON a.document = g.document AND a.organisation = g.organisation AND a.process_area = g.process_area
WHERE g.document = $document AND g.organisation = $organisation AND ($process_area IS NULL OR g.process_area = $process_area)
ORDER BY g.source_line, g.file_row;

-- name: goal_measures
-- The same goals, with a row of its own for each further indicator.
SELECT g.* REPLACE (g.label || coalesce(': ' || g.measure_label, '') AS label), a.name AS area, a.perspective_name
FROM goal_measure_detail AS g
JOIN area_name AS a ON a.document = g.document AND a.organisation = g.organisation AND a.process_area = g.process_area
WHERE g.document = $document AND g.organisation = $organisation AND ($process_area IS NULL OR g.process_area = $process_area)
ORDER BY min(g.source_line) OVER (PARTITION BY g.goal), g.file_row, g.measure_no;

-- name: goal_targets
-- The targets that a goal's own chart shows: its own, those of its further indicators, and the municipality's where the
-- goal has none of its own and does not say that there is none.
WITH aim AS (
    SELECT g.goal, t.year, t.value AS target, t.decimals AS printed_decimals,
        CASE WHEN g.target_only_for IS NULL THEN 'own' ELSE 'municipality' END AS level
    FROM target_detail AS t
    JOIN goal_detail AS g ON g.document = t.document AND g.goal = t.goal
    WHERE g.document = $document AND g.organisation = $organisation AND told_of_target(t.value, t.missing)
        AND t.organisation IN (g.organisation, g.measured_for, g.target_only_for)
    -- Where both have a target for the year, the goal's own.
    QUALIFY row_number() OVER (PARTITION BY g.goal, t.year ORDER BY t.organisation = g.organisation DESC) = 1
)
SELECT goal, 1 AS measure_no, year, target, printed_decimals, level
FROM aim
WHERE target IS NOT NULL
UNION ALL
SELECT g.goal, g.measure_no, year(f.period_end), f.value, f.decimals, 'own'
FROM goal_measure_detail AS g
JOIN printed_figure AS f ON f.document = g.document AND f.indicator = g.indicator AND f.organisation = g.measured_for
WHERE g.document = $document AND g.organisation = $organisation AND g.measure_no > 1
    AND f.measure = 'target' AND f.sex = 'T' AND f.value IS NOT NULL
ORDER BY goal, measure_no, year;

-- name: commitments
SELECT c.*, a.name AS area, a.position AS area_position
FROM commitment_detail AS c
LEFT JOIN area_name AS a ON a.document = c.document AND a.organisation = c.organisation AND a.process_area = c.process_area
WHERE c.document = $document AND c.organisation = $organisation AND ($process_area IS NULL OR c.process_area = $process_area)
ORDER BY c.source_line, c.file_row;

-- name: texts
SELECT subject_type, subject, section, text, place, source_line
FROM text_detail
WHERE document = $document AND part = $organisation AND subject_type = $subject_type
ORDER BY source_line, place;

-- name: key_figures
-- Key figures that one part of a document prints, whoever they are about; targets of goals only where a table of key
-- figures prints them.
SELECT *
FROM key_figure_detail
WHERE document = $document AND part = $organisation AND (in_table OR NOT of_goal)
ORDER BY source_line, doubted IS NOT NULL, file, file_row;

-- name: series
-- All outcomes of one indicator of one organisation through every document.
SELECT sex, period_type, period_start, period_end, operator, value, unit, document, place, also_printed, doubted, document_title, printed_decimals
FROM series
WHERE indicator = $indicator AND organisation = $organisation
ORDER BY period_end, sex;

-- name: series_of_goals
-- The outcomes of every indicator that the goals of a part are measured by; of one process area when that is given.
SELECT g.goal, g.measure_no, g.indicator, s.sex, s.period_type, s.period_start, s.period_end, s.operator, s.value, s.printed_decimals,
    s.also_printed, s.doubted, s.document_title
FROM goal_measure_detail AS g
JOIN series AS s ON s.indicator = g.indicator AND s.organisation = g.measured_for
WHERE g.document = $document AND g.organisation = $organisation AND ($process_area IS NULL OR g.process_area = $process_area)
ORDER BY g.goal, g.measure_no, s.period_end, s.sex;

-- name: indicator_targets
SELECT year, target, level, printed_decimals
FROM indicator_target
WHERE indicator = $indicator AND organisation = $organisation
ORDER BY level DESC, year;

-- name: indicator_breaks
SELECT indicator, from_date, reason
FROM indicator_break
ORDER BY indicator, from_date;

-- name: indicators
-- What can be explored: every indicator and organisation with figures.
SELECT indicator, label, organisation, figures, first_day, last_day, unit, symbol, direction, tolerance, tolerance_kind, source, definition
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
SELECT code, label, printed, decimals, unit, symbol, scale, support, counted, expected, recomputed, agrees, place
FROM claim_detail
WHERE document = $document AND part = $organisation
ORDER BY source_line;

-- name: inconsistencies
-- Every contradiction, the gravest first.
FROM inconsistency
ORDER BY list_position(['error', 'warning', 'rounding', 'note'], severity), document, kind, subject, printed, message, finding;

-- name: lapsed_acknowledgements
FROM lapsed_acknowledgement ORDER BY document, subject;

-- name: overrides
-- Every override of a part's goals, those that no longer hold among them.
SELECT o.*
FROM checked_override AS o
JOIN goal AS g ON g.document = o.document AND g.goal = o.goal
WHERE o.document = $document AND g.organisation = $organisation
ORDER BY o.label, o.field;

-- name: check_lines
FROM ledger_detail ORDER BY document, source_line, file_row;

-- name: check_sums
FROM ledger_sum ORDER BY ALL;

-- name: check_relations
FROM indicator_relation ORDER BY ALL;

-- name: check_breaks
FROM method_break ORDER BY ALL;

-- name: check_scores
FROM score ORDER BY document, source_line, file_row;

-- name: check_figures
SELECT k.*, d.period_end AS document_end, d.title AS document_title
FROM key_figure_detail AS k
JOIN document AS d ON d.document = k.document
ORDER BY d.period_end, k.source_line, k.file, k.file_row;

-- name: check_goals
-- A first figure: the data say so beside it, or it is the first by a new method.
SELECT g.*, o.perspective, d.kind AS document_kind,
    coalesce(
        CASE WHEN f.first_of_its_kind IS NOT NULL THEN coalesce(f.note, '') END,
        (SELECT max_by(b.reason, b.from_date) FROM method_break AS b WHERE b.indicator = g.indicator AND b.from_date BETWEEN d.period_start AND d.period_end)
    ) AS first_measured,
    EXISTS (
        SELECT 1 FROM observation AS c
        WHERE c.document = g.document AND c.indicator = g.indicator
            AND c.measure IN ('change', 'change_pct') AND c.value IS NOT NULL AND c.period_end BETWEEN d.period_start AND d.period_end
    ) AS change_told
FROM goal_detail AS g
JOIN goal AS o ON o.document = g.document AND o.goal = g.goal
JOIN document AS d ON d.document = g.document
LEFT JOIN observation AS f ON f.file = g.outcome_file AND f.file_row = g.outcome_row
ORDER BY g.document, g.source_line, g.file_row;

-- name: check_measures
FROM goal_measure_detail ORDER BY document, source_line, file_row, measure_no;

-- name: check_areas
FROM area_detail ORDER BY document, source_line, file_row;

-- name: check_targets
FROM target_detail ORDER BY document, source_line, file_row;

-- name: check_commitments
FROM commitment_detail ORDER BY document, source_line, file_row;

-- name: check_activities
SELECT d.*, a.source_line, a.file, a.file_row
FROM activity_detail AS d
JOIN activity AS a ON a.document = d.document AND a.commitment = d.commitment AND a.activity_no = d.activity_no
ORDER BY a.document, a.file, a.file_row;

-- name: check_texts
SELECT document, place, subject, template, file, file_row FROM text ORDER BY document, file, file_row;

-- name: check_values
-- Every figure that a document holds, whatever it is; and how many goals, commitments and lines of each kind it has.
WITH money AS (SELECT unit FROM unit WHERE scale_of = 'kr')
SELECT document, value, unit IN (FROM money) AS money FROM observation
UNION ALL SELECT document, value, unit IN (FROM money) FROM target
UNION ALL SELECT document, amount, unit IN (FROM money) FROM ledger_line
UNION ALL SELECT document, printed, unit IN (FROM money) FROM stated_claim
UNION ALL SELECT document, unnest([achieved, max, percent]), false FROM score
UNION ALL SELECT document, completion, false FROM commitment
UNION ALL SELECT document, count(*), false FROM goal GROUP BY document, organisation, perspective, assessment
UNION ALL SELECT document, count(*), false FROM commitment GROUP BY document, organisation, status
UNION ALL SELECT document, count(*), false FROM commitment GROUP BY document, organisation
UNION ALL SELECT document, count(*), false FROM control GROUP BY document
UNION ALL SELECT document, count(*), false FROM score WHERE question_no IS NOT NULL GROUP BY document
-- A number in a name is a part of the name: of a line, a goal, a commitment or a claim.
UNION ALL SELECT document, unnest(regexp_extract_all(told, '\d+'))::DOUBLE, false FROM (
    SELECT document, line AS told FROM ledger_line
    UNION SELECT document, label FROM goal
    UNION SELECT document, label FROM commitment
    UNION SELECT document, label FROM stated_claim
);

-- name: prose_figures
-- Key figures in running text, each with the same figure printed elsewhere: in a table of the same document before
-- anywhere else.
SELECT
    p.document, p.place, concat(p.label, ', ', p.organisation, ' ', year(p.period_end)) AS claim, p.unit,
    p.value AS printed, p.operator, p.decimals, s.value AS recomputed, s.operator AS other_operator, s.decimals AS other_decimals
FROM (SELECT o.*, i.label FROM observation AS o JOIN indicator AS i USING (indicator)) AS p
LEFT JOIN observation AS s
    ON s.indicator = p.indicator AND s.organisation = p.organisation AND s.sex = p.sex AND s.period_start = p.period_start
    AND s.period_end = p.period_end AND s.measure = p.measure AND s.value IS NOT NULL
    AND (s.document, s.place, s.source_line) <> (p.document, p.place, p.source_line)
WHERE p.value IS NOT NULL AND p.shown_in <> 'table'
QUALIFY row_number() OVER (
    PARTITION BY p.document, p.indicator, p.organisation, p.sex, p.period_type, p.period_start, p.period_end, p.measure, p.place, p.source_line
    ORDER BY s.document = p.document DESC NULLS LAST, s.shown_in = 'table' DESC, s.doubted IS NOT NULL, s.source_line
) = 1
ORDER BY p.document, p.source_line, claim;

-- name: check_claims
SELECT s.*, u.symbol, c.recomputed, c.agrees, part_of(s.document, s.place, s.organisation) AS part
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
SELECT process_area, name, perspective_name, assessment, assessment_source, trend, trend_source, place
FROM area_detail
WHERE document = $document AND organisation = $organisation
ORDER BY position;

-- name: all_targets
-- Every target of the goals of a part, also those set for another organisation than the goal's own.
SELECT g.goal, t.year, t.organisation, t.value AS target, t.operator, t.decimals, t.missing, t.symbol
FROM target_detail AS t
JOIN goal_detail AS g ON g.document = t.document AND g.goal = t.goal
WHERE g.document = $document AND g.organisation = $organisation
ORDER BY g.goal, t.year, t.organisation;

-- name: latest_outcomes
-- The latest outcome of each goal's indicator that the document itself prints.
SELECT g.goal, k.value, k.printed_decimals, k.symbol, k.operator, k.period_type, k.period_start, k.period_end, k.note,
    of_part_year(k.unit, k.period_type) AS partial
FROM goal_detail AS g
JOIN key_figure_detail AS k
    ON k.document = g.document AND k.indicator = g.indicator AND k.organisation = g.measured_for
WHERE g.document = $document AND g.organisation = $organisation
    AND k.sex = 'T' AND k.measure = 'outcome' AND k.value IS NOT NULL
QUALIFY row_number() OVER (
    PARTITION BY g.goal
    ORDER BY year(k.period_end) DESC, k.period_type = 'rolling_12', k.period_end DESC, nearness(k.doubted, k.source_line, g.source_line, k.place)
) = 1
ORDER BY g.goal;

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
SELECT code, scope, area, risk, label, frequency, method, assessment, assessment_source, action, carried_to, place
FROM control_detail
WHERE document = $document AND part = $organisation
ORDER BY source_line;

-- name: scores
SELECT area_no, area, question_no, label AS question, achieved, max, percent, file, file_row
FROM score
WHERE document = $document AND question_no IS NOT NULL
ORDER BY area_no, question_no;

-- name: score_areas
SELECT area_no, area, achieved, max, percent, summed, file, file_row
FROM evaluation_area
WHERE document = $document
ORDER BY area_no;

-- name: findings
SELECT f.area_no, a.area, f.kind, f.finding
FROM evaluation_finding AS f
LEFT JOIN evaluation_area AS a ON a.document = f.document AND a.area_no = f.area_no
WHERE f.document = $document
ORDER BY f.area_no, f.kind;

-- name: long_series
-- Indicators with outcomes in two or more documents, or over three or more years; documents without a part of ours are
-- statistics about others, however many, and not gone through.
SELECT s.indicator, i.label, s.organisation, i.symbol, i.decimals, i.direction, i.tolerance, i.tolerance_kind, i.source,
    s.sex, s.period_type, s.period_start, s.period_end, s.operator, s.value, s.printed_decimals, s.also_printed, s.doubted, s.document_title
FROM series AS s
JOIN (SELECT DISTINCT indicator, label, symbol, decimals, direction, tolerance, tolerance_kind, source FROM indicator_detail) AS i
    ON i.indicator = s.indicator
WHERE (s.indicator, s.organisation) IN (
    SELECT (indicator, organisation) FROM key_figure
    WHERE measure = 'outcome' AND value IS NOT NULL AND document IN (SELECT document FROM document_part)
    GROUP BY indicator, organisation
    HAVING count(DISTINCT document) >= 2
)
ORDER BY i.label, s.organisation, s.period_end, s.sex;

-- name: long_targets
SELECT indicator, organisation, year, target, printed_decimals, level
FROM indicator_target
ORDER BY indicator, organisation, level DESC, year;

-- name: finding_followups
SELECT f.area_no, a.area, f.kind, f.finding, f.followed_in, f.followed_year, f.followed_title, f.note
FROM finding_followup AS f
LEFT JOIN evaluation_area AS a ON a.document = f.document AND a.area_no = f.area_no
WHERE f.document = $document
ORDER BY f.area_no, f.finding, f.followed_year;

-- name: undelivered
-- Who has not delivered to a part of a document, a row a process area: goals whose outcome is expected and missing, and
-- commitments without status. An annual report is expected to tell the outcome of every goal with an indicator, unless
-- it says itself that the goal is not evaluated; annual and interim reports the status of every commitment.
WITH missing AS (
    SELECT document, organisation, process_area, 'outcome' AS what, goal AS name
    FROM goal_status
    WHERE outcome IS NULL AND indicator IS NOT NULL AND assessment_published IS DISTINCT FROM 'not_evaluated'
    UNION ALL
    SELECT document, organisation, process_area, 'status', commitment
    FROM commitment_status
    WHERE status IS NULL
)
SELECT m.document, m.organisation, d.organisation_name, a.name AS area, m.what, list(m.name ORDER BY m.name) AS names
FROM missing AS m
JOIN document_part AS d ON d.document = m.document AND d.organisation = m.organisation
LEFT JOIN area_name AS a ON a.document = m.document AND a.organisation = m.organisation AND a.process_area = m.process_area
WHERE m.document = $document AND m.organisation = $organisation
    AND (d.kind = 'annual' OR (d.kind = 'interim' AND m.what = 'status'))
GROUP BY m.document, m.organisation, d.organisation_name, a.name, a.position, m.what
ORDER BY a.position NULLS LAST, m.what;
