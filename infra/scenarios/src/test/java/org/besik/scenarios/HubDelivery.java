package org.besik.scenarios;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** A slice of a hub's deliveries as they came; its README says what is in it. */
final class HubDelivery {

    private HubDelivery() {}

    /** Its lines, in the order of delivery. */
    static List<String> lines() throws IOException {
        InputStream packed = HubDelivery.class.getResourceAsStream("/delivery/facts.ndjson.gz");
        if (packed == null) {
            throw new IllegalStateException("the deliveries are not beside the tests");
        }
        try (var reader =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(packed), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
