package org.besik.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.besik.query.intake.Intake;
import org.besik.query.intake.Reached;
import org.besik.query.web.ShowingDoors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.DispatcherServlet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hands what a page posts or asks to the interface's own endpoints, in the same thread and as the same caller: whatever an endpoint
 * checks of a program it checks of a person. Nothing goes over the network.
 */
@OnOneMachine
@Component
final class PageDoors extends ShowingDoors {

    private static final String ANSWERS = "application/json, application/problem+json";

    private static final JsonMapper JSON = new JsonMapper();

    private final ObjectProvider<DispatcherServlet> endpoints;

    PageDoors(ObjectProvider<DispatcherServlet> endpoints, Intake intake) {
        super(new Reached(intake.views()));
        this.endpoints = endpoints;
    }

    @Override
    protected Outcome order(String path, JsonNode body) {
        byte[] bytes = JSON.writeValueAsBytes(body);
        return ask(new Asked(
                page().getRequest(),
                "POST",
                path,
                Map.of(),
                Map.of("content-type", "application/json", "accept", ANSWERS),
                new ByteArrayInputStream(bytes),
                bytes.length));
    }

    @Override
    public Outcome get(String path, Map<String, String> parameters) {
        return ask(question(path, parameters, ANSWERS));
    }

    @Override
    public Outcome send(String path, String fileName, InputStream file) {
        return ask(new Asked(
                page().getRequest(),
                "POST",
                path,
                Map.of(),
                Map.of("content-type", "application/octet-stream", "accept", ANSWERS, "x-file-name", fileName),
                file,
                -1));
    }

    @Override
    public void pass(String path, Map<String, String> parameters, HttpServletResponse response) throws IOException {
        try {
            endpoints.getObject().service(question(path, parameters, "*/*"), response);
        } catch (ServletException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Asked question(String path, Map<String, String> parameters, String accept) {
        return new Asked(
                page().getRequest(),
                "GET",
                path,
                parameters,
                Map.of("accept", accept),
                InputStream.nullInputStream(),
                0);
    }

    private Outcome ask(Asked request) {
        var response = new Answered(Objects.requireNonNull(page().getResponse()));
        try {
            endpoints.getObject().service(request, response);
        } catch (ServletException failed) {
            throw new IllegalStateException(failed);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return new Outcome(response.getStatus(), json(response.body()));
    }

    private static ServletRequestAttributes page() {
        if (RequestContextHolder.currentRequestAttributes() instanceof ServletRequestAttributes page
                && page.getResponse() != null) {
            return page;
        }
        throw new IllegalStateException("no page is being answered");
    }

    private static JsonNode json(byte[] body) {
        try {
            return body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (JacksonException noJson) {
            return JSON.createObjectNode();
        }
    }

    /** The page's request, but for everything that says what is asked. */
    private static final class Asked extends HttpServletRequestWrapper {

        private final String method;
        private final String path;
        private final Map<String, String> parameters;
        private final Map<String, String> headers;
        private final InputStream body;
        private final long length;
        private final Map<String, Object> attributes = new HashMap<>();

        /**
         * @param headers by lower-case name
         * @param length of the body; -1: not known
         */
        Asked(
                HttpServletRequest page,
                String method,
                String path,
                Map<String, String> parameters,
                Map<String, String> headers,
                InputStream body,
                long length) {
            super(page);
            if (!path.startsWith("/v1/") || path.contains("..") || path.contains("//")) {
                throw new IllegalArgumentException("pages go to the interface only");
            }
            this.method = method;
            this.path = path;
            this.parameters = parameters;
            this.headers = headers;
            this.body = body;
            this.length = length;
        }

        @Override
        public String getMethod() {
            return method;
        }

        @Override
        public String getRequestURI() {
            return getContextPath() + path;
        }

        @Override
        public StringBuffer getRequestURL() {
            return new StringBuffer(path);
        }

        @Override
        public String getServletPath() {
            return path;
        }

        @Override
        public @Nullable String getPathInfo() {
            return null;
        }

        @Override
        public @Nullable String getQueryString() {
            return null;
        }

        @Override
        public DispatcherType getDispatcherType() {
            return DispatcherType.REQUEST;
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            var values = new HashMap<String, String[]>();
            parameters.forEach((name, value) -> values.put(name, new String[] {value}));
            return values;
        }

        @Override
        public @Nullable String getParameter(String name) {
            return parameters.get(name);
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.enumeration(parameters.keySet());
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            String value = parameters.get(name);
            return value == null ? null : new String[] {value};
        }

        @Override
        public @Nullable String getHeader(String name) {
            return headers.get(name.toLowerCase(Locale.ROOT));
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            String value = getHeader(name);
            return value == null ? Collections.emptyEnumeration() : Collections.enumeration(List.of(value));
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            return Collections.enumeration(headers.keySet());
        }

        @Override
        public @Nullable String getContentType() {
            return headers.get("content-type");
        }

        @Override
        public int getContentLength() {
            return Math.toIntExact(length);
        }

        @Override
        public long getContentLengthLong() {
            return length;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new Bytes(body);
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), UTF_8));
        }

        @Override
        public @Nullable Object getAttribute(String name) {
            return attributes.get(name);
        }

        @Override
        public Enumeration<String> getAttributeNames() {
            return Collections.enumeration(List.copyOf(attributes.keySet()));
        }

        @Override
        public void setAttribute(String name, @Nullable Object value) {
            if (value == null) {
                attributes.remove(name);
            } else {
                attributes.put(name, value);
            }
        }

        @Override
        public void removeAttribute(String name) {
            attributes.remove(name);
        }
    }

    private static final class Bytes extends ServletInputStream {

        private final InputStream in;
        private boolean ended;

        Bytes(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int one = in.read();
            ended |= one < 0;
            return one;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = in.read(into, from, length);
            ended |= read < 0;
            return read;
        }

        @Override
        public boolean isFinished() {
            return ended;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }

    /** Keeps what an endpoint answers away from the page's own answer. */
    private static final class Answered extends HttpServletResponseWrapper {

        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private final PrintWriter writer = new PrintWriter(body, false, UTF_8);
        private final Map<String, String> headers = new HashMap<>();
        private int status = SC_OK;

        Answered(HttpServletResponse page) {
            super(page);
        }

        byte[] body() {
            writer.flush();
            return body.toByteArray();
        }

        @Override
        public int getStatus() {
            return status;
        }

        @Override
        public void setStatus(int status) {
            this.status = status;
        }

        @Override
        public void sendError(int status) {
            this.status = status;
        }

        @Override
        public void sendError(int status, String message) {
            this.status = status;
        }

        @Override
        public void setHeader(String name, @Nullable String value) {
            if (value == null) {
                headers.remove(name);
            } else {
                headers.put(name, value);
            }
        }

        @Override
        public void addHeader(String name, String value) {
            headers.put(name, value);
        }

        @Override
        public @Nullable String getHeader(String name) {
            return headers.get(name);
        }

        @Override
        public boolean containsHeader(String name) {
            return headers.containsKey(name);
        }

        @Override
        public void setContentType(@Nullable String type) {}

        @Override
        public void setCharacterEncoding(@Nullable String encoding) {}

        @Override
        public void setContentLength(int length) {}

        @Override
        public void setContentLengthLong(long length) {}

        @Override
        public void setLocale(Locale locale) {}

        @Override
        public void flushBuffer() {}

        @Override
        public boolean isCommitted() {
            return false;
        }

        @Override
        public void reset() {
            resetBuffer();
            status = SC_OK;
        }

        @Override
        public void resetBuffer() {
            writer.flush();
            body.reset();
        }

        @Override
        public PrintWriter getWriter() {
            return writer;
        }

        @Override
        public ServletOutputStream getOutputStream() {
            return new ServletOutputStream() {
                @Override
                public void write(int one) {
                    body.write(one);
                }

                @Override
                public void write(byte[] bytes, int from, int length) {
                    body.write(bytes, from, length);
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setWriteListener(WriteListener listener) {
                    throw new UnsupportedOperationException();
                }
            };
        }
    }
}
