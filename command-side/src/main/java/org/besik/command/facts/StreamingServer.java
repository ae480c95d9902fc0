package org.besik.command.facts;

import java.time.Duration;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Sets the web server up for streams of any length: a sender may pause, and one that reads only after it has sent
 * everything keeps the first answers waiting for as long as that takes.
 */
@Component
public final class StreamingServer implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    /** How long a sender may be silent within a body, or leave answers unread. */
    static final Duration PATIENCE = Duration.ofMinutes(15);

    /** How long an idle connection is kept for the next request. */
    static final Duration KEEP_ALIVE = Duration.ofMinutes(1);

    /** How much of a body that nobody wants is read, so that the sender finds the answer instead of a reset. */
    static final int SWALLOWED = 64 << 20;

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addConnectorCustomizers(connector -> {
            if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
                http.setConnectionTimeout((int) PATIENCE.toMillis());
                http.setKeepAliveTimeout((int) KEEP_ALIVE.toMillis());
                http.setMaxSwallowSize(SWALLOWED);
            }
        });
    }
}
