package org.besik.query.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The way in for what people do on a page: it goes to the very endpoints that programs use, as whoever is signed in, so
 * that role, region, rules and answers are the same.
 */
public interface Doors {

    /** Where only questions are answered: pages show no forms then. */
    Doors SHUT = new Doors() {
        @Override
        public boolean areOpen() {
            return false;
        }

        @Override
        public Outcome post(String path, JsonNode body) {
            return nobody();
        }

        @Override
        public Outcome get(String path, Map<String, String> parameters) {
            return nobody();
        }

        @Override
        public Outcome send(String path, String fileName, InputStream file) {
            return nobody();
        }

        @Override
        public void pass(String path, Map<String, String> parameters, HttpServletResponse response) throws IOException {
            response.sendError(503);
        }

        private static Outcome nobody() {
            return new Outcome(503, JsonNodeFactory.instance.objectNode());
        }
    };

    /** Whether anything can be done from here at all. */
    default boolean areOpen() {
        return true;
    }

    /** Whether they lead to one of several machines, each of which knows only the deliveries that it took itself. */
    default boolean leadToOneOfSeveral() {
        return false;
    }

    /**
     * Posts to an endpoint.
     *
     * @param path under {@code /v1}
     * @param body a JSON object
     */
    Outcome post(String path, JsonNode body);

    /**
     * Asks an endpoint that the pages' own side does not have.
     *
     * @param path under {@code /v1}
     */
    Outcome get(String path, Map<String, String> parameters);

    /**
     * Posts a file to an endpoint, as it comes.
     *
     * @param path under {@code /v1}
     * @param fileName what its owner calls it; tells its form
     */
    Outcome send(String path, String fileName, InputStream file);

    /**
     * Lets an endpoint answer instead of the page: for files to keep, of any length.
     *
     * @param path under {@code /v1}
     */
    void pass(String path, Map<String, String> parameters, HttpServletResponse response) throws IOException;

    /**
     * What came of it.
     *
     * @param status of HTTP
     * @param body the answer, or a problem document
     */
    record Outcome(int status, JsonNode body) {

        /** Whether it was done, now or before. */
        public boolean isDone() {
            return status < 300;
        }

        /** The code of the rule that refused it; {@code other} where there is none. */
        public String code() {
            return body.path("code").stringValue("other");
        }

        /** The field that was refused; null: none in particular. */
        public @Nullable String field() {
            return body.path("field").stringValue(null);
        }
    }
}
