package org.besik.query.childrecord;

import java.time.LocalDate;
import org.besik.query.records.RecordFacts;

/** What a record's facts say about the child on a day; facts that occurred later are left out. Pure. */
@FunctionalInterface
public interface ChildFolding {

    ChildFile fold(RecordFacts facts, LocalDate day);
}
