package org.besik.events.circumstances;

/** Where a child lives when not with its family. */
public enum PlacementKind {
    FOSTER,
    INSTITUTION,
    SHELTER,
    ADOPTION
}
