package org.besik.events.circumstances;

/** Why a child is owed more attention than others. */
public enum SupportCategory {
    ORPHAN,
    WITHOUT_PARENTAL_CARE,
    DISABILITY,
    LARGE_FAMILY,
    LOW_INCOME,
    AT_RISK_FAMILY,
    SPECIAL_REGIME,
    HOMELESS
}
