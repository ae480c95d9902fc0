package org.besik.query.intake;

import java.time.LocalDate;
import java.util.List;
import org.besik.query.records.RecordFacts;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Table;

/**
 * Answers one question: a pure fold over a record's facts. It knows neither feed nor database nor order of arrival.
 * Intake folds a record before and after news came and writes the difference, so nothing needs to remember what was
 * written.
 */
public interface Projection {

    /** Lower case; names the view in metrics and generations. */
    String name();

    /** Changes whenever the same facts would fold to something else (code or rule data): then the view is rebuilt. */
    String version();

    List<Table> tables();

    Folded fold(RecordFacts facts);

    /**
     * What a record contributes.
     *
     * @param documents ids must be unique over all records (start them with the record's id)
     * @param counts day-by-day figures that are added up over all records
     */
    record Folded(List<TableDocument> documents, List<Count> counts) {}

    record TableDocument(Table table, Document document) {}

    /**
     * From a day on, a figure is higher (or lower) by so many.
     *
     * @param figure {@code open}, {@code untracked}
     * @param region of the child from that day on
     * @param key what the figure is broken down by: a reason, an age, a district
     */
    record Count(String figure, String region, String key, LocalDate from, int delta) {}
}
