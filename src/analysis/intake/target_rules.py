"""What must hold between the columns of a target: what each kind needs, and what belongs to no other."""

import dataframely as dy

from analysis.intake.rules import condition
from analysis.words.translate import later

VALUE_OR_MISSING = dy.rule()(
    condition(
        "kind IN ('direction', 'words') OR (value IS NULL) = (missing IS NOT NULL)",
        later("antingen ett tal i value eller en orsak i missing, inte båda och inte ingendera"),
    )
)
NO_VALUE = dy.rule()(
    condition(
        "kind NOT IN ('direction', 'words') OR value IS NULL",
        later("ett mål med kind direction eller words har inget tal i value"),
    )
)
HAS_UPPER = dy.rule()(
    condition(
        "(kind = 'range' AND missing IS NULL) = (upper IS NOT NULL)",
        later("kind range och upper hör ihop: intervallets nedre gräns i value, den övre i upper"),
    )
)
RANGE_IN_ORDER = dy.rule()(
    condition("upper IS NULL OR value IS NULL OR value < upper", later("value ska vara mindre än upper"))
)
HAS_NO_SIGN = dy.rule()(
    condition(
        "operator IS NULL OR kind NOT IN ('range', 'rank', 'words')",
        later("ett mål med kind range, rank eller words har inget tecken i operator"),
    )
)
SIGN_IS_A_WAY = dy.rule()(
    condition(
        "operator IS NULL OR kind <> 'direction' OR operator IN ('>', '<', '≥', '≤')",
        later("tecknet för kind direction är > ska öka, < ska minska, ≥ ska inte minska eller ≤ ska inte öka"),
    )
)
BASE_HAS_DIRECTION = dy.rule()(
    condition(
        "kind = 'direction' OR (base_year IS NULL AND base_value IS NULL)",
        later("base_year och base_value hör till kind direction"),
    )
)
BASE_IS_EARLIER = dy.rule()(condition("base_year IS NULL OR base_year < year", later("base_year ska ligga före year")))
AMONG_HAS_RANK = dy.rule()(condition("\"of\" IS NULL OR kind = 'rank'", later("of hör till kind rank")))
HAS_YEARS = dy.rule()(
    condition(
        "(kind = 'mean') = (first_year IS NOT NULL) AND (first_year IS NULL) = (last_year IS NULL)",
        later("kind mean behöver både first_year och last_year, och ingen annan kind har dem"),
    )
)
YEARS_IN_ORDER = dy.rule()(
    condition(
        "first_year IS NULL OR last_year IS NULL OR first_year < last_year",
        later("first_year ska ligga före last_year"),
    )
)
HAS_WORDS = dy.rule()(
    condition(
        "(kind = 'words' AND missing IS NULL) = (words IS NOT NULL)",
        later("kind words och words hör ihop: målets lydelse står i words"),
    )
)
UNIT_IS_SAID = dy.rule()(
    condition(
        "unit IS NOT NULL OR kind IN ('rank', 'words') OR (kind = 'direction' AND base_value IS NULL)",
        later("talet behöver en enhet i unit"),
    )
)
