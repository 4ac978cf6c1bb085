-- Invented figures beside the real ones: 290 municipalities, 200 indicators, 25 years, 3 sexes. They belong to documents
-- of their own, a year each, so that no real report shows them. Values are hashes: the same each time.
-- Filled as `settle_views` does, in the tables that the views read.
CREATE TEMP TABLE who AS SELECT 'VX' || i AS organisation, 'Påhittad kommun ' || i AS name FROM range(290) AS r (i);
CREATE TEMP TABLE what AS SELECT 'vx-' || i AS indicator, 'Påhittad indikator ' || i AS label FROM range(200) AS r (i);
CREATE TEMP TABLE period AS
SELECT 'vx-' || y AS document, y AS year, make_date(y, 1, 1) AS first, make_date(y, 12, 31) AS last FROM range(1998, 2023) AS r (y);

INSERT INTO organisation SELECT organisation, name, 'municipality', NULL FROM who;
INSERT INTO settled_organisation_name BY NAME SELECT organisation, name, 'municipality' AS kind FROM who;
INSERT INTO document SELECT document, 'annual', year, 'Påhittad statistik ' || year, first, last, NULL FROM period;
INSERT INTO indicator BY NAME SELECT indicator, label, 'percent' AS unit, 1 AS decimals, 'higher' AS direction FROM what;

INSERT INTO observation BY NAME
SELECT document, indicator, organisation, sex, 'year' AS period_type, first AS period_start, last AS period_end, 'outcome' AS measure,
    (hash(indicator, organisation, year, sex) % 1000)::DOUBLE / 10 AS value, 1 AS decimals, 'percent' AS unit,
    'Tabell › rad › kolumn ' || sex AS place, 1 AS source_line, 'growth.sql' AS file, 2 AS file_row
FROM who, what, period, (VALUES ('T'), ('K'), ('M')) AS s (sex)
ORDER BY indicator, organisation, year, sex;

CREATE TEMP TABLE invented AS
SELECT o.*, p.year, 'Påhittad statistik ' || p.year AS document_title, w.label, n.name AS organisation_name
FROM observation AS o
JOIN period AS p ON p.document = o.document
JOIN what AS w ON w.indicator = o.indicator
JOIN who AS n ON n.organisation = o.organisation
ORDER BY o.indicator, o.organisation, o.sex, o.period_start;

INSERT INTO settled_printed_figure BY NAME
SELECT * EXCLUDE (year, document_title, label, organisation_name, first_of_its_kind), false AS of_goal FROM invented;
INSERT INTO settled_key_figure BY NAME
SELECT document, organisation, indicator, sex, period_start, period_end, period_type, measure, operator, value, unit FROM invented;
INSERT INTO settled_series BY NAME
SELECT indicator, organisation, sex, period_type, period_start, period_end, value, unit, document, place, document_title,
    []::DOUBLE[] AS also_printed
FROM invented;
INSERT INTO settled_key_figure_detail BY NAME
SELECT document, year, organisation, indicator, label, decimals, 'higher' AS direction, sex, period_type, period_start, period_end,
    measure, value, decimals AS printed_decimals, unit, '%' AS symbol, 'hundra' AS scale, place, source_line, file, file_row,
    false AS of_goal, true AS in_table, false AS own, organisation_name
FROM invented;
INSERT INTO settled_indicator_detail BY NAME
SELECT indicator, label, 'percent' AS unit, '%' AS symbol, 1 AS decimals, 'higher' AS direction, organisation,
    count(value) AS figures, min(period_start) AS first_day, max(period_end) AS last_day
FROM invented
GROUP BY ALL;
CHECKPOINT;
