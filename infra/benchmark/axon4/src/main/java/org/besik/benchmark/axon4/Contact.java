package org.besik.benchmark.axon4;

/** As many words as Besik's own event of a contact. */
public record Contact(String childId, String service, String strength, String kind) {}
