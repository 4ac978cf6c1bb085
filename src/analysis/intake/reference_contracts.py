"""Frame contracts of `data/reference/`: what documents share."""

import dataframely as dy

from analysis.base import money
from analysis.base import vocabulary as words
from analysis.base.scale import Shape, Tone
from analysis.intake import columns, rules
from analysis.intake.rows import ReferenceRow


class Kinds(ReferenceRow, table="own_kind", file="kinds.csv"):
    """Kinds that the owner names, and what of what the program knows each behaves like."""

    required = False

    subject = columns.one_of(words.KindSubject, key=True)
    kind = columns.code(key=True)
    name = columns.text()
    behaves_as = columns.code()


class Documents(ReferenceRow, table="document", file="documents.csv"):
    """Documents that the system holds."""

    document = columns.code(key=True)
    kind = columns.code()
    year = columns.year()
    title = columns.text()
    period_start = columns.day()
    period_end = columns.day()
    reference = columns.text(nullable=True)
    own_kind = columns.own_kind()

    period_in_order = rules.PERIOD_IN_ORDER
    is_no_device = rules.IS_NO_DEVICE


class Organisations(ReferenceRow, table="organisation", file="organisations.csv"):
    """The organisation tree."""

    organisation = columns.code(key=True)
    name = columns.text()
    kind = columns.code()
    parent = columns.reference("organisation", nullable=True)
    own_kind = columns.own_kind()
    people = columns.number(min=0, optional=True)


class OrganisationLineage(ReferenceRow, table="organisation_lineage", file="organisation_lineage.csv"):
    """Which organisation took over from which, and when."""

    organisation = columns.reference("organisation", key=True)
    successor = columns.reference("organisation", key=True)
    from_date = columns.day()
    note = columns.text(nullable=True)

    succeeded_by_another = rules.SUCCEEDED_BY_ANOTHER


class StrategicPeriods(ReferenceRow, table="strategic_period", file="strategic_periods.csv"):
    """The council's four-year directions."""

    strategic_period = dy.String(primary_key=True, regex=r"^\d{4}-\d{4}$")
    first_year = columns.year()
    last_year = columns.year()

    years_in_order = rules.YEARS_IN_ORDER


class CommitmentLineage(ReferenceRow, table="commitment_lineage", file="commitment_lineage.csv"):
    """Commitments that carry on in a later document."""

    from_document = columns.reference("document", key=True)
    from_commitment = columns.reference("commitment", within="from_document", key=True)
    to_document = columns.reference("document", key=True)
    to_commitment = columns.reference("commitment", within="to_document", key=True)
    note = columns.text(nullable=True)


class DepartmentLines(ReferenceRow, table="department_line", file="department_lines.csv"):
    """One code for a department whatever the documents' financial tables call it."""

    department = columns.code()
    name = columns.text()
    document = columns.reference("document", key=True)
    line = columns.text(key=True)


class FindingLineage(ReferenceRow, table="finding_lineage", file="finding_lineage.csv"):
    """Findings of an evaluation that a later document takes up."""

    document = columns.reference("document", key=True)
    area_no = dy.Int32(min=1, primary_key=True)
    finding = columns.text(key=True, longest=200)
    followed_in = columns.reference("document", key=True)
    subject_type = columns.one_of(words.SubjectType, key=True)
    subject = columns.code(key=True)
    note = columns.text()


class Perspectives(ReferenceRow, table="perspective", file="perspectives.csv"):
    """Perspectives of the strategic periods."""

    perspective = columns.code(key=True)
    name = columns.text()
    strategic_period = columns.reference("strategic_period", nullable=True, optional=True)
    position = dy.Int32(min=1)


class ProcessAreas(ReferenceRow, table="process_area", file="process_areas.csv"):
    """Process areas, one code through the years whatever their printed names."""

    process_area = columns.code(key=True)
    name = columns.text()
    perspective = columns.reference("perspective", nullable=True, optional=True)
    position = dy.Int32(min=1)


class Tags(ReferenceRow, table="tag", file="tags.csv"):
    """What goals and other things may be marked with: the global goals, programmes, what a municipality likes."""

    required = False

    tag = columns.code(key=True)
    name = columns.label()
    kind = columns.text(nullable=True, optional=True, longest=60)


class Units(ReferenceRow, table="unit", file="units.csv"):
    """Units of figures, and how they convert."""

    unit = columns.code(key=True)
    symbol = columns.text(nullable=True)
    name = columns.text()
    scale_of = columns.text(nullable=True)
    factor = columns.number(min_exclusive=0)
    kind = columns.one_of(words.UnitKind, nullable=True, optional=True)


class Indicators(ReferenceRow, table="indicator", file="indicators.csv"):
    """What is measured, and how it is judged."""

    indicator = columns.code(key=True)
    label = columns.label()
    unit = columns.reference("unit")
    decimals = dy.Int32(min=0, max=6)
    direction = columns.one_of(words.Direction)
    tolerance = columns.number(min=0)
    tolerance_kind = columns.one_of(words.ToleranceKind, nullable=True)
    source = columns.text(nullable=True)
    definition = columns.text(nullable=True)
    lag_years = dy.Int32(min=0, max=5, nullable=True, metadata={"optional": True})
    third_answer = columns.flag(optional=True)
    about_width = columns.number(min=0, optional=True)
    minimum = columns.number(optional=True)
    maximum = columns.number(optional=True)
    topic = columns.one_of(words.Topic, nullable=True, optional=True)
    charted = columns.flag(optional=True)

    tolerance_has_kind = rules.TOLERANCE_HAS_KIND
    range_in_order = rules.RANGE_IN_ORDER


class MethodBreaks(ReferenceRow, table="method_break", file="method_breaks.csv"):
    """Dates from which an indicator is measured in a new way."""

    indicator = columns.reference("indicator", key=True)
    from_date = columns.day(key=True)
    reason = columns.text()


class Abbreviations(ReferenceRow, table="abbreviation", file="abbreviations.csv"):
    """What abbreviations mean that are no organisations' codes; those that no document explains are left out."""

    abbreviation = columns.code(key=True)
    name = columns.label()


class Symbols(ReferenceRow, table="symbol", file="symbols.csv"):
    """Every edition's symbols with their printed legend."""

    symbol_set = columns.code(key=True)
    subject = columns.one_of(words.SymbolSubject, key=True)
    code = dy.String(primary_key=True)
    shape = columns.one_of(Shape)
    word = columns.text()
    position = dy.Int32(min=1)
    level = columns.one_of(words.LevelSaid, nullable=True, optional=True)
    meaning = columns.codes(optional=True)
    colour = columns.one_of(Tone, nullable=True, optional=True)
    from_percent = columns.number(min=0, max=999, optional=True)
    word_en = columns.text(nullable=True, optional=True)


class LedgerSums(ReferenceRow, file="ledger_sums.csv"):
    """Which lines a printed total is the sum of: `1-7`, `7, 16` or with changed sign `-9, -10`; kept a row a part.

    Several rows for one total are several ways to it, each of which must give it.
    """

    document = columns.reference("document")
    organisation = columns.reference("organisation")
    statement = columns.code()
    total = dy.Int32(min=1)
    measure = columns.one_of(money.LedgerMeasure, nullable=True)
    part_statement = columns.code(nullable=True)
    parts = columns.line_numbers()
    part_measure = columns.one_of(money.LedgerMeasure, nullable=True)

    said_once = rules.SUM_IS_SAID_ONCE
    lines_in_order = rules.LINES_IN_ORDER


class IndicatorRelations(ReferenceRow, table="indicator_relation", file="indicator_relations.csv"):
    """Indicators that hang together: the whole or share, and each member that it is made of."""

    relation = columns.code(key=True)
    kind = columns.one_of(words.RelationKind)
    indicator = columns.reference("indicator")
    role = columns.one_of(words.RelationRole, key=True)
    member = columns.reference("indicator", key=True)
    sex = columns.one_of(words.Sex, nullable=True)
    optional = dy.Bool()
    measure = columns.one_of(words.Measure, nullable=True)
