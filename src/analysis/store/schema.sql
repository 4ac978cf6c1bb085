-- Base tables. Outside users query the views in views.sql, never these.
-- Figures are kept as printed. `file` and `file_row` tell which input row a fact came from.

CREATE TABLE build (
    built_at TIMESTAMP NOT NULL,
    fingerprint VARCHAR NOT NULL,
    code_version VARCHAR NOT NULL,
    code_fingerprint VARCHAR NOT NULL
);

CREATE TABLE organisation (
    organisation VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    parent VARCHAR
);

CREATE TABLE document (
    document VARCHAR PRIMARY KEY,
    kind VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    title VARCHAR NOT NULL,
    period_start DATE NOT NULL,
    period_end DATE NOT NULL CHECK (period_end >= period_start),
    reference VARCHAR
);

CREATE TABLE organisation_lineage (
    organisation VARCHAR NOT NULL REFERENCES organisation (organisation),
    successor VARCHAR NOT NULL REFERENCES organisation (organisation),
    from_date DATE NOT NULL,
    note VARCHAR,
    PRIMARY KEY (organisation, successor)
);

CREATE TABLE strategic_period (
    strategic_period VARCHAR PRIMARY KEY,
    first_year INTEGER NOT NULL,
    last_year INTEGER NOT NULL CHECK (last_year >= first_year)
);

CREATE TABLE perspective (
    perspective VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    strategic_period VARCHAR NOT NULL REFERENCES strategic_period (strategic_period),
    position INTEGER NOT NULL
);

CREATE TABLE process_area (
    process_area VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    perspective VARCHAR NOT NULL REFERENCES perspective (perspective),
    position INTEGER NOT NULL
);

CREATE TABLE unit (
    unit VARCHAR PRIMARY KEY,
    symbol VARCHAR,
    name VARCHAR NOT NULL,
    scale_of VARCHAR,
    factor DOUBLE
);

CREATE TABLE indicator (
    indicator VARCHAR PRIMARY KEY,
    label VARCHAR NOT NULL,
    unit VARCHAR NOT NULL REFERENCES unit (unit),
    decimals INTEGER NOT NULL,
    direction VARCHAR NOT NULL CHECK (direction IN ('higher', 'lower', 'none')),
    tolerance DOUBLE CHECK (tolerance >= 0),
    tolerance_kind VARCHAR CHECK (tolerance_kind IN ('relative', 'absolute')),
    source VARCHAR,
    definition VARCHAR
);

CREATE TABLE method_break (
    indicator VARCHAR NOT NULL REFERENCES indicator (indicator),
    from_date DATE NOT NULL,
    reason VARCHAR NOT NULL,
    PRIMARY KEY (indicator, from_date)
);

CREATE TABLE abbreviation (
    abbreviation VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL
);

CREATE TABLE symbol (
    symbol_set VARCHAR NOT NULL,
    subject VARCHAR NOT NULL CHECK (subject IN ('assessment', 'trend', 'status', 'area', 'completion', 'control')),
    code VARCHAR NOT NULL,
    shape VARCHAR NOT NULL,
    word VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    level VARCHAR CHECK (level IN ('reached', 'improved')),
    PRIMARY KEY (symbol_set, subject, code)
);

CREATE TABLE part (
    document VARCHAR NOT NULL REFERENCES document (document),
    organisation VARCHAR NOT NULL REFERENCES organisation (organisation),
    title VARCHAR NOT NULL,
    symbol_set VARCHAR NOT NULL,
    place VARCHAR NOT NULL,
    source_line INTEGER NOT NULL,
    note VARCHAR,
    file VARCHAR NOT NULL,
    file_row INTEGER NOT NULL,
    PRIMARY KEY (document, organisation)
);

CREATE TABLE document_area (
    document VARCHAR NOT NULL REFERENCES document (document),
    organisation VARCHAR NOT NULL REFERENCES organisation (organisation),
    process_area VARCHAR NOT NULL REFERENCES process_area (process_area),
    printed_name VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    assessment VARCHAR CHECK (assessment IN ('full', 'partial', 'not')),
    trend VARCHAR,
    assessment_source VARCHAR NOT NULL,
    trend_source VARCHAR NOT NULL,
    place VARCHAR NOT NULL,
    source_line INTEGER NOT NULL,
    file VARCHAR NOT NULL,
    file_row INTEGER NOT NULL,
    PRIMARY KEY (document, organisation, process_area)
);

CREATE TABLE goal (
    document VARCHAR NOT NULL REFERENCES document (document),
    goal VARCHAR NOT NULL,
    organisation VARCHAR NOT NULL REFERENCES organisation (organisation),
    decided_by VARCHAR REFERENCES organisation (organisation),
    perspective VARCHAR NOT NULL REFERENCES perspective (perspective),
    strategic_goal VARCHAR,
    process_area VARCHAR NOT NULL REFERENCES process_area (process_area),
    label VARCHAR NOT NULL,
    wording VARCHAR,
    indicator VARCHAR REFERENCES indicator (indicator),
    measured_for VARCHAR REFERENCES organisation (organisation),
    assessment VARCHAR CHECK (assessment IN ('better', 'near', 'worse', 'not_evaluated')),
    assessment_source VARCHAR NOT NULL CHECK (assessment_source IN ('printed', 'prose', 'lost')),
    trend VARCHAR CHECK (trend IN ('increased', 'decreased', 'none', 'better', 'unchanged', 'worse')),
    trend_source VARCHAR NOT NULL CHECK (trend_source IN ('printed', 'prose', 'lost')),
    place VARCHAR NOT NULL,
    source_line INTEGER NOT NULL,
    file VARCHAR NOT NULL,
    file_row INTEGER NOT NULL,
    PRIMARY KEY (document, goal),
    UNIQUE (document, organisation, label),
    CHECK ((assessment IS NULL) = (assessment_source = 'lost')),
    CHECK ((trend IS NULL) = (trend_source = 'lost'))
);

-- Further indicators of a goal that is measured by more than one.
CREATE TABLE goal_indicator (
    document VARCHAR NOT NULL,
    goal VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL REFERENCES indicator (indicator),
    measured_for VARCHAR NOT NULL REFERENCES organisation (organisation),
    place VARCHAR NOT NULL,
    source_line INTEGER NOT NULL,
    file VARCHAR NOT NULL,
    file_row INTEGER NOT NULL,
    PRIMARY KEY (document, goal, indicator),
    FOREIGN KEY (document, goal) REFERENCES goal (document, goal)
);

CREATE TABLE target (
    document VARCHAR NOT NULL,
    goal VARCHAR NOT NULL,
    organisation VARCHAR NOT NULL REFERENCES organisation (organisation),
    year INTEGER NOT NULL,
    operator VARCHAR,
    value DOUBLE,
    decimals INTEGER,
    missing VARCHAR,
    unit VARCHAR NOT NULL REFERENCES unit (unit),
    place VARCHAR NOT NULL,
    source_line INTEGER NOT NULL,
    file VARCHAR NOT NULL,
    file_row INTEGER NOT NULL,
    PRIMARY KEY (document, goal, organisation, year),
    FOREIGN KEY (document, goal) REFERENCES goal (document, goal),
    CHECK ((value IS NULL) = (missing IS NOT NULL))
);

-- Several printed values for the same key are all kept: that is how contradictions are found.
CREATE TABLE observation (
    document VARCHAR NOT NULL REFERENCES document (document),
    indicator VARCHAR NOT NULL REFERENCES indicator (indicator),
    organisation VARCHAR NOT NULL REFERENCES organisation (organisation),
    sex VARCHAR NOT NULL CHECK (sex IN ('K', 'M', 'T')),
    period_type VARCHAR NOT NULL,
    period_start DATE NOT NULL,
    period_end DATE NOT NULL CHECK (period_end >= period_start),
    measure VARCHAR NOT NULL,
    operator VARCHAR,
    value DOUBLE,
    decimals INTEGER,
    missing VARCHAR,
    unit VARCHAR REFERENCES unit (unit),
    compared_to DATE,
    preliminary VARCHAR,
    doubted VARCHAR,
    place VARCHAR NOT NULL,
    source_line INTEGER NOT NULL,
    note VARCHAR,
    file VARCHAR NOT NULL,
    file_row INTEGER NOT NULL,
    PRIMARY KEY (document, indicator, organisation, sex, period_type, period_start, period_end, measure, place, source_line),
    CHECK ((value IS NULL) = (missing IS NOT NULL))
);

CREATE TABLE commitment (
    document VARCHAR NOT NULL REFERENCES document (document),
    commitment VARCHAR NOT NULL,
    organisation VARCHAR NOT NULL REFERENCES organisation (organisation),
    kind VARCHAR NOT NULL CHECK (kind IN ('annual_plan', 'own')),
    perspective VARCHAR NOT NULL REFERENCES perspective (perspective),
    strategic_goal VARCHAR,
    process_area VARCHAR REFERENCES process_area (process_area),
    label VARCHAR NOT NULL,
    wording VARCHAR,
    owners VARCHAR[] NOT NULL,
    status VARCHAR CHECK (status IN ('done', 'ongoing', 'delayed', 'not_started')),
    status_source VARCHAR NOT NULL CHECK (status_source IN ('printed', 'prose', 'lost')),
    completion DOUBLE CHECK (completion BETWEEN 0 AND 100),
    carried_to INTEGER,
    indicator VARCHAR REFERENCES indicator (indicator),
    measured_for VARCHAR REFERENCES organisation (organisation),
    place VARCHAR NOT NULL,
    source_line INTEGER NOT NULL,
    file VARCHAR NOT NULL,
    file_row INTEGER NOT NULL,
    PRIMARY KEY (document, commitment),
    UNIQUE (document, organisation, label),
    CHECK ((status IS NULL) = (status_source = 'lost')),
    CHECK ((indicator IS NULL) = (measured_for IS NULL))
);

CREATE TABLE ledger_line (
    document VARCHAR NOT NULL REFERENCES document (document),
    organisation VARCHAR NOT NULL REFERENCES organisation (organisation),
    statement VARCHAR NOT NULL,
    line_no INTEGER NOT NULL,
    line VARCHAR NOT NULL,
    is_total BOOLEAN NOT NULL,
    measure VARCHAR NOT NULL,
    period_start DATE NOT NULL,
    period_end DATE NOT NULL CHECK (period_end >= period_start),
    amount DOUBLE,
    decimals INTEGER,
    missing VARCHAR,
    unit VARCHAR NOT NULL REFERENCES unit (unit),
    note VARCHAR,
    place VARCHAR NOT NULL,
    source_line INTEGER NOT NULL,
    file VARCHAR NOT NULL,
    file_row INTEGER NOT NULL,
    PRIMARY KEY (document, organisation, statement, line_no, measure, period_start, period_end),
    CHECK ((amount IS NULL) = (missing IS NOT NULL))
);

-- Departments are renamed between documents; their lines in financial tables join by code.
CREATE TABLE department_line (
    department VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    document VARCHAR NOT NULL REFERENCES document (document),
    line VARCHAR NOT NULL,
    PRIMARY KEY (document, line)
);

-- Which lines a printed total is the sum of, a row a part. A missing measure means every measure.
CREATE TABLE ledger_sum (
    document VARCHAR NOT NULL REFERENCES document (document),
    organisation VARCHAR NOT NULL REFERENCES organisation (organisation),
    statement VARCHAR NOT NULL,
    total INTEGER NOT NULL,
    measure VARCHAR,
    part_statement VARCHAR NOT NULL,
    part INTEGER NOT NULL,
    sign INTEGER NOT NULL CHECK (sign IN (-1, 1)),
    part_measure VARCHAR
);

-- Indicators that hang together: a whole of its parts, or a share of one in another.
CREATE TABLE indicator_relation (
    relation VARCHAR NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN ('sum', 'share')),
    indicator VARCHAR NOT NULL REFERENCES indicator (indicator),
    role VARCHAR NOT NULL CHECK (role IN ('part', 'minus', 'whole')),
    member VARCHAR NOT NULL REFERENCES indicator (indicator),
    sex VARCHAR,
    optional BOOLEAN NOT NULL,
    measure VARCHAR,
    PRIMARY KEY (relation, role, member)
);

CREATE TABLE stated_claim (
    document VARCHAR NOT NULL REFERENCES document (document),
    claim VARCHAR NOT NULL,
    organisation VARCHAR NOT NULL REFERENCES organisation (organisation),
    label VARCHAR NOT NULL,
    printed DOUBLE NOT NULL,
    decimals INTEGER NOT NULL,
    unit VARCHAR NOT NULL REFERENCES unit (unit),
    support VARCHAR,
    place VARCHAR NOT NULL,
    source_line INTEGER NOT NULL,
    file VARCHAR NOT NULL,
    file_row INTEGER NOT NULL,
    PRIMARY KEY (document, claim)
);

CREATE TABLE text (
    document VARCHAR NOT NULL REFERENCES document (document),
    organisation VARCHAR NOT NULL REFERENCES organisation (organisation),
    subject_type VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    section VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    template VARCHAR NOT NULL,
    place VARCHAR NOT NULL,
    source_line INTEGER NOT NULL,
    file VARCHAR NOT NULL,
    file_row INTEGER NOT NULL,
    PRIMARY KEY (document, organisation, subject_type, subject, section, place, source_line)
);

CREATE TABLE activity (
    document VARCHAR NOT NULL,
    commitment VARCHAR NOT NULL,
    activity_no INTEGER NOT NULL,
    label VARCHAR NOT NULL,
    responsible VARCHAR[] NOT NULL,
    measure VARCHAR,
    place VARCHAR NOT NULL,
    source_line INTEGER NOT NULL,
    file VARCHAR NOT NULL,
    file_row INTEGER NOT NULL,
    PRIMARY KEY (document, commitment, activity_no),
    FOREIGN KEY (document, commitment) REFERENCES commitment (document, commitment)
);

-- What codes of responsible people mean in one document.
CREATE TABLE role (
    document VARCHAR NOT NULL REFERENCES document (document),
    role VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    place VARCHAR NOT NULL,
    source_line INTEGER NOT NULL,
    file VARCHAR NOT NULL,
    file_row INTEGER NOT NULL,
    PRIMARY KEY (document, role)
);

CREATE TABLE control (
    document VARCHAR NOT NULL REFERENCES document (document),
    control VARCHAR NOT NULL,
    organisation VARCHAR NOT NULL REFERENCES organisation (organisation),
    -- In whose capacity it is made, as the document says it: a board may control others than itself.
    scope VARCHAR,
    process_area VARCHAR REFERENCES process_area (process_area),
    risk VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    frequency VARCHAR,
    method VARCHAR,
    assessment VARCHAR CHECK (assessment IN ('full', 'partial', 'not')),
    assessment_source VARCHAR NOT NULL,
    action VARCHAR,
    carried_to INTEGER,
    place VARCHAR NOT NULL,
    source_line INTEGER NOT NULL,
    file VARCHAR NOT NULL,
    file_row INTEGER NOT NULL,
    PRIMARY KEY (document, control)
);

CREATE TABLE score (
    document VARCHAR NOT NULL REFERENCES document (document),
    area_no INTEGER NOT NULL,
    area VARCHAR NOT NULL,
    question_no VARCHAR,
    label VARCHAR NOT NULL,
    achieved DOUBLE,
    max DOUBLE,
    percent DOUBLE,
    place VARCHAR NOT NULL,
    source_line INTEGER NOT NULL,
    file VARCHAR NOT NULL,
    file_row INTEGER NOT NULL,
    PRIMARY KEY (document, area_no, source_line)
);

CREATE TABLE finding (
    document VARCHAR NOT NULL REFERENCES document (document),
    area_no INTEGER NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN ('strength', 'partly', 'improvement')),
    label VARCHAR NOT NULL,
    place VARCHAR NOT NULL,
    source_line INTEGER NOT NULL,
    file VARCHAR NOT NULL,
    file_row INTEGER NOT NULL,
    PRIMARY KEY (document, area_no, kind, label)
);

CREATE TABLE commitment_lineage (
    from_document VARCHAR NOT NULL,
    from_commitment VARCHAR NOT NULL,
    to_document VARCHAR NOT NULL,
    to_commitment VARCHAR NOT NULL,
    note VARCHAR,
    PRIMARY KEY (from_document, from_commitment, to_document, to_commitment),
    FOREIGN KEY (from_document, from_commitment) REFERENCES commitment (document, commitment),
    FOREIGN KEY (to_document, to_commitment) REFERENCES commitment (document, commitment)
);

CREATE TABLE finding_lineage (
    document VARCHAR NOT NULL REFERENCES document (document),
    area_no INTEGER NOT NULL,
    finding VARCHAR NOT NULL,
    followed_in VARCHAR NOT NULL REFERENCES document (document),
    subject_type VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    PRIMARY KEY (document, area_no, finding, followed_in, subject_type, subject)
);

-- What people decided. A finding's id changes with its figures; an override holds only for the figures beside it.
CREATE TABLE acknowledgement (
    finding VARCHAR PRIMARY KEY,
    document VARCHAR NOT NULL REFERENCES document (document),
    subject VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    date DATE NOT NULL,
    reason VARCHAR NOT NULL,
    file VARCHAR NOT NULL,
    file_row INTEGER NOT NULL
);

CREATE TABLE override (
    document VARCHAR NOT NULL,
    goal VARCHAR NOT NULL,
    field VARCHAR NOT NULL CHECK (field IN ('assessment', 'trend')),
    value VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    date DATE NOT NULL,
    reason VARCHAR NOT NULL,
    outcome DOUBLE,
    target DOUBLE,
    previous DOUBLE,
    file VARCHAR NOT NULL,
    file_row INTEGER NOT NULL,
    PRIMARY KEY (document, goal, field),
    FOREIGN KEY (document, goal) REFERENCES goal (document, goal)
);

-- What the rules of analysis.judge computed from the tables above.
CREATE TABLE goal_judgement (
    document VARCHAR NOT NULL,
    goal VARCHAR NOT NULL,
    measure_no INTEGER NOT NULL,
    assessment_computed VARCHAR NOT NULL CHECK (assessment_computed IN ('better', 'near', 'worse', 'not_evaluated')),
    trend_computed VARCHAR CHECK (trend_computed IN ('increased', 'decreased', 'none', 'better', 'unchanged', 'worse')),
    shortfall DOUBLE,
    shortfall_pct DOUBLE,
    PRIMARY KEY (document, goal, measure_no),
    FOREIGN KEY (document, goal) REFERENCES goal (document, goal)
);

CREATE TABLE claim_check (
    document VARCHAR NOT NULL,
    claim VARCHAR NOT NULL,
    recomputed DOUBLE,
    agrees BOOLEAN,
    PRIMARY KEY (document, claim),
    FOREIGN KEY (document, claim) REFERENCES stated_claim (document, claim)
);

-- Key figures in running text, held against the same figure printed elsewhere.
CREATE TABLE prose_claim (
    document VARCHAR NOT NULL REFERENCES document (document),
    place VARCHAR NOT NULL,
    claim VARCHAR NOT NULL,
    printed DOUBLE NOT NULL,
    recomputed DOUBLE,
    unit VARCHAR NOT NULL,
    agrees BOOLEAN
);

-- What the checks of analysis.judge found, written in once every other table is filled.
CREATE TABLE contradiction (
    document VARCHAR NOT NULL REFERENCES document (document),
    kind VARCHAR NOT NULL,
    severity VARCHAR NOT NULL CHECK (severity IN ('error', 'warning', 'rounding', 'note')),
    rule VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    printed VARCHAR NOT NULL,
    other VARCHAR NOT NULL,
    difference DOUBLE,
    place VARCHAR,
    other_place VARCHAR,
    other_document VARCHAR REFERENCES document (document),
    message VARCHAR NOT NULL,
    file VARCHAR,
    file_row INTEGER,
    part VARCHAR,
    finding VARCHAR PRIMARY KEY
);

-- Every published value with what tells it apart from the others, as this build published it; the next build compares.
CREATE TABLE published (
    fact VARCHAR NOT NULL,
    document VARCHAR NOT NULL,
    key VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    place VARCHAR
);

-- Every change of a published value since the first build; carried over from database to database.
CREATE TABLE history (
    changed_at TIMESTAMP NOT NULL,
    fact VARCHAR NOT NULL,
    document VARCHAR NOT NULL,
    key VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    before VARCHAR,
    after VARCHAR,
    place VARCHAR,
    fingerprint VARCHAR NOT NULL,
    commit_id VARCHAR
);
