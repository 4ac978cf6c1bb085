"""The figures of a goal as typed values: target, outcome, what the outcome was before, and how far it is."""

from analysis.present.sentences import difference, distance, unit_note
from analysis.present.values import numbers, printed, texts, whole

#: Target and outcome may be printed in different units, so each says its own.
TARGET = (
    *printed("Målnivå", lambda row: row["target"], lambda row: row["target_operator"]),
    texts("Målnivå, enhet", lambda row: row["target_symbol"] if row["target"] is not None else None),
)
OUTCOME = (
    *printed("Utfall", lambda row: row["outcome"], lambda row: row["outcome_operator"]),
    texts("Utfall, enhet", lambda row: row["outcome_symbol"] if row["outcome"] is not None else None),
)
COMPARED = (
    numbers("Föregående utfall", lambda row: row["previous_outcome"]),
    whole("Föregående utfall, år", lambda row: row["previous_end"] and row["previous_end"].year),
    numbers("Utfall minus målnivå", difference),
    texts("Avstånd till målnivån", distance),
    texts("Enheter, anmärkning", unit_note, spare=True),
)
