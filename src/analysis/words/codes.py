"""The words of codes in the language of the moment."""

from analysis.base.money import LedgerMeasure, Statement
from analysis.base.vocabulary import (
    Assessment,
    CommitmentKind,
    DocumentKind,
    EntryState,
    Measure,
    Missing,
    Section,
    Severity,
    Sex,
    Status,
    SymbolSource,
    TargetLevel,
    Trend,
)
from analysis.words.translate import Words, later, later_as

SEXES = Words({Sex.WOMEN: later("Kvinnor"), Sex.MEN: later("Män"), Sex.TOTAL: later("Totalt")})
SECTIONS = Words(
    {
        Section.SUMMARY: later("Sammanfattning"),
        Section.RESULT: later("Resultat"),
        Section.ANALYSIS: later("Analys"),
        Section.CONCLUSION: later("Slutsats"),
        Section.LESSON: later("Lärdom"),
        Section.DECISION: later("Beslut"),
        Section.REASON: later("Orsak"),
        Section.ACTION: later("Åtgärd"),
    }
)
MISSING = Words(
    {
        Missing.NOT_REPORTED: later("ej redovisat"),
        Missing.NOT_APPLICABLE: later("ej tillämpligt"),
        Missing.SECRET: later("sekretess"),
        Missing.NOT_YET: later("ännu inget värde"),
        Missing.REMOVED: later("borttaget"),
        Missing.LOST: later("saknas i vårt textutdrag"),
    }
)
#: Said beside a symbol that was not printed; nothing is said beside one that was, nor where the edition has none. A
#: loss is claimed of what is lost and nothing else.
SYMBOL_REMARKS = Words(
    {
        SymbolSource.PRINTED: "",
        SymbolSource.PROSE: later("Framgår av texten."),
        SymbolSource.LOST: later("Symbolen följde inte med i vårt textutdrag."),
        SymbolSource.NOT_PRINTED: "",
        SymbolSource.NOT_SET: later("Inte satt än."),
    }
)
COMMITMENT_KINDS = Words({CommitmentKind.ANNUAL_PLAN: later("Ur årsplanen"), CommitmentKind.OWN: later("Eget")})
#: Judgements in running text; on pages each edition has words of its own.
ASSESSMENTS = Words(
    {
        Assessment.BETTER: later("bättre än målet"),
        Assessment.NEAR: later("nära målet"),
        Assessment.WORSE: later("sämre än målet"),
        Assessment.NOT_EVALUATED: later("ej utvärderad"),
    }
)
TRENDS = Words(
    {
        Trend.INCREASED: later("ökad"),
        Trend.DECREASED: later("minskad"),
        Trend.NONE: later("inget värde"),
        Trend.BETTER: later("bättre"),
        Trend.UNCHANGED: later("oförändrad"),
        Trend.WORSE: later("sämre"),
    }
)
STATUSES = Words(
    {
        Status.DONE: later("{commitment:klar|klart}"),
        Status.ONGOING: later("pågår"),
        Status.DELAYED: later("{commitment:försenad|försenat}"),
        Status.NOT_STARTED: later("{commitment:ej påbörjad|ej påbörjat}"),
    }
)
ENTRY_STATES = Words(
    {
        EntryState.COMING: later("kommande"),
        EntryState.DUE: later("att köra"),
        EntryState.LATE: later("försenad"),
        EntryState.DONE: later("klar"),
    }
)
MEASURES = Words(
    {
        Measure.OUTCOME: later("Utfall"),
        Measure.TARGET: later_as("mått", "Mål"),
        Measure.BUDGET: later("Budget"),
        Measure.FORECAST: later("Prognos"),
        Measure.VARIANCE: later("Avvikelse"),
        Measure.CHANGE: later("Förändring"),
        Measure.CHANGE_PCT: later("Förändring, %"),
        Measure.RANK: later("Placering"),
        LedgerMeasure.ACTUAL: later_as("belopp", "Utfall"),
        LedgerMeasure.TARGET: later_as("mått", "Mål"),
        LedgerMeasure.VARIANCE_PERCENT: later("Avvikelse"),
        LedgerMeasure.APPROPRIATION: later("Anslag"),
        LedgerMeasure.USED: later("Använt"),
        LedgerMeasure.REQUESTED: later("Begärt"),
        LedgerMeasure.LIMIT: later("Högsta belopp"),
    }
)
SEVERITIES = Words(
    {
        Severity.ERROR: later("Fel"),
        Severity.WARNING: later("Varning"),
        Severity.ROUNDING: later("Förklaras av avrundning"),
        Severity.NOTE: later("Upplysning"),
    }
)
DOCUMENT_KINDS = Words(
    {
        DocumentKind.ANNUAL: later("Verksamhetsberättelse"),
        DocumentKind.INTERIM: later("Delårsrapport"),
        DocumentKind.PLAN: later("Plan"),
        DocumentKind.CONTROL: later("{Internal_control.one}"),
        DocumentKind.EVALUATION: later("Utvärdering"),
    }
)
TARGET_LEVELS = Words(
    {TargetLevel.OWN: later_as("mått", "Mål"), TargetLevel.MUNICIPALITY: later("{Municipality.the}s mål")}
)
STATEMENTS = Words(
    {
        Statement.INCOME_STATEMENT: later("Resultaträkning"),
        Statement.OPERATING_ACCOUNT: later("Driftredovisning"),
        Statement.BALANCE_SHEET: later("Balansräkning"),
        Statement.CASH_FLOW: later("Kassaflödesanalys"),
        Statement.DEPARTMENT: later("Resultat per {department.one}"),
        Statement.UNIT: later("Resultat per {unit.one}"),
        Statement.INVESTMENT: later("Investeringar"),
        Statement.PROJECT_FUND: later("Överföring av projektmedel"),
        Statement.DEVELOPMENT_FUND: later("Utvecklingsfond"),
        Statement.VARIANCE_EXPLANATION: later("Vad avvikelsen består av"),
        Statement.OTHER: later("Övriga belopp i texten"),
    }
)
