package org.besik.query.notifications;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.besik.query.web.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/** Writes a digest of one region to one address. Beyond this machine only through TLS. */
final class Mail implements Way {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String PATIENCE_MILLISECONDS = "15000";

    private final URI server;
    private final String from;
    private final MessageSource texts;
    private final java.time.ZoneId zone;
    private final Session session;

    /**
     * A way through one mail server.
     *
     * @param server {@code smtp://host:port} (STARTTLS) or {@code smtps://host:port}, with {@code account:password@} where
     *     it asks for them
     * @throws IllegalArgumentException if it is neither; the message repeats nothing of it
     */
    Mail(String server, String from, MessageSource texts, java.time.ZoneId zone) {
        this.server = address(server);
        this.from = from;
        this.texts = texts;
        this.zone = zone;
        if (wrong(from) != null) {
            throw new IllegalArgumentException("BESIK_MAIL_FROM is no address of mail");
        }
        this.session = Session.getInstance(properties());
    }

    private static URI address(String server) {
        try {
            URI uri = new URI(server);
            if (uri.getHost() != null && Set.of("smtp", "smtps").contains(uri.getScheme())) {
                return uri;
            }
        } catch (java.net.URISyntaxException garbled) {
            // The cause would repeat a password
        }
        throw new IllegalArgumentException("BESIK_SMTP_URI is smtp://host:port or smtps://host:port");
    }

    private Properties properties() {
        String protocol = server.getScheme();
        String isAway = Boolean.toString(!LOOPBACK.contains(server.getHost()));
        var properties = new Properties();
        for (String step : Set.of("connectiontimeout", "timeout", "writetimeout")) {
            properties.setProperty("mail." + protocol + "." + step, PATIENCE_MILLISECONDS);
        }
        properties.setProperty("mail." + protocol + ".auth", Boolean.toString(server.getRawUserInfo() != null));
        properties.setProperty("mail." + protocol + ".ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty("mail.smtp.starttls.required", isAway);
        return properties;
    }

    /** Why nothing can be sent to an address; null: it can. */
    static @Nullable String wrong(String address) {
        try {
            var parsed = new InternetAddress(address, true);
            if (address.equals(parsed.getAddress()) && address.indexOf('@') > 0) {
                return null;
            }
        } catch (AddressException garbled) {
            // Said below
        }
        return "It is one address of mail, without a name.";
    }

    @Override
    public void tell(Subscription subscription, Message message) throws NotTaken {
        try {
            MimeMessage mail = mail(subscription, message);
            try (Transport transport = session.getTransport(server.getScheme())) {
                transport.connect(server.getHost(), server.getPort(), part(0), part(1));
                transport.sendMessage(mail, mail.getAllRecipients());
            }
        } catch (MessagingException failed) {
            // Its kind only: servers repeat addresses
            throw new NotTaken(
                    "The mail server did not take it (" + failed.getClass().getSimpleName() + ").");
        }
    }

    private @Nullable String part(int number) {
        String account = server.getRawUserInfo();
        if (account == null) {
            return null;
        }
        String[] parts = account.split(":", 2);
        return number < parts.length ? URLDecoder.decode(parts[number], StandardCharsets.UTF_8) : null;
    }

    private MimeMessage mail(Subscription subscription, Message message) throws MessagingException {
        var words = new Words(texts, Locale.of(subscription.language()), zone);
        var mail = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                // The same each time it is sent, so that a mailbox can tell
                setHeader("Message-ID", "<" + message.id() + "@besik>");
            }
        };
        mail.setFrom(new InternetAddress(from));
        mail.setRecipient(jakarta.mail.Message.RecipientType.TO, new InternetAddress(subscription.target()));
        mail.setSentDate(Date.from(message.createdAt()));
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setSubject(
                words.say(
                        "notification.subject",
                        words.region(message.region()),
                        message.flags().size()),
                StandardCharsets.UTF_8.name());
        mail.setText(text(words, message), StandardCharsets.UTF_8.name());
        mail.saveChanges();
        return mail;
    }

    /** First how many for which reason, then each child on a line of its own. */
    static String text(Words words, Message message) {
        Map<String, Integer> counts = new TreeMap<>();
        message.flags().forEach(flag -> counts.merge(words.reason(flag.reason()), 1, Integer::sum));
        var text = new StringBuilder(words.say(
                "notification.intro",
                words.region(message.region()),
                message.flags().size()));
        text.append("\n\n");
        counts.forEach((reason, count) -> text.append("  ")
                .append(words.number(count))
                .append("  ")
                .append(reason)
                .append('\n'));
        text.append('\n');
        for (Message.Flagged flag : message.flags()) {
            text.append(flag.childId())
                    .append("  ")
                    .append(words.reason(flag.reason()))
                    .append(" · ")
                    .append(words.value(flag.severity().name()))
                    .append(flag.holds() ? "" : " · " + words.say("notification.lifted"))
                    .append('\n');
        }
        return text.append('\n')
                .append(words.say("notification.outro"))
                .append('\n')
                .toString();
    }
}
