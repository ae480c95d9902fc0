package org.besik.command.facts.deliveries;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.besik.command.facts.Tally;
import org.besik.command.facts.deliveries.Ledger.Day;
import org.besik.command.facts.deliveries.Ledger.Refusal;
import org.besik.command.facts.reading.Delivery;
import org.besik.command.facts.reading.ReadFact;
import org.besik.command.refusal.Refused;
import org.besik.events.AgencyId;
import org.besik.events.caller.Caller;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Counts what became of each sender's facts, by day, and keeps the last refusals. Refused facts leave no trace in the log,
 * so this is the only place that knows of them. A file for each sender, written once a second where something changed: a
 * crash may cost a second of these figures, never a fact.
 */
public final class Deliveries implements Tally, AutoCloseable {

    /** Long enough for a season's comparison. */
    static final int DAYS_KEPT = 90;

    static final int REFUSALS_KEPT = 200;

    private static final JsonMapper JSON = new JsonMapper();
    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    private final Path folder;
    private final Clock clock;
    private final Map<String, Book> books = new ConcurrentHashMap<>();
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("besik-deliveries").factory());

    /** @param folder made if it is not there */
    public Deliveries(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
        try {
            Files.createDirectories(folder);
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
        var unused = writer.scheduleWithFixedDelay(this::keep, 1, 1, TimeUnit.SECONDS);
    }

    /** Under whose name a caller's deliveries are counted. */
    static String sender(Caller caller) {
        AgencyId agency = caller.agency();
        return agency == null ? "account:" + caller.subject() : agency.value();
    }

    @Override
    public void count(Delivery delivery, long line, ReadFact said, @Nullable Refused refused, boolean duplicate) {
        book(sender(delivery.caller())).count(delivery.correlationId(), line, said, refused, duplicate);
    }

    /** What a sender's facts came to; nothing for a sender who never sent anything. */
    public Ledger of(String sender) {
        if (!books.containsKey(sender) && !Files.exists(file(sender))) {
            return new Ledger(sender, new TreeMap<>(), List.of());
        }
        return book(sender).ledger();
    }

    private Book book(String sender) {
        return books.computeIfAbsent(sender, this::read);
    }

    private Book read(String sender) {
        try {
            return new Book(JSON.readValue(Files.readAllBytes(file(sender)), Ledger.class));
        } catch (JacksonException | IOException none) {
            return new Book(new Ledger(sender, new TreeMap<>(), List.of()));
        }
    }

    /** Ids hold what a file's name must not. */
    private Path file(String sender) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(sender.getBytes(UTF_8));
            return folder.resolve(HexFormat.of().formatHex(hash, 0, 16) + ".json");
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }

    private void keep() {
        for (Book book : books.values()) {
            Ledger ledger = book.changed();
            if (ledger != null) {
                try {
                    Path file = file(ledger.sender());
                    Path next = Files.write(Path.of(file + ".next"), JSON.writeValueAsBytes(ledger));
                    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                } catch (IOException later) {
                    book.again();
                    LOG.warn("What was delivered could not be kept; it is tried again");
                }
            }
        }
    }

    @Override
    public void close() {
        writer.shutdown();
        keep();
    }

    private final class Book {

        private final String sender;
        private final TreeMap<LocalDate, Day> days;
        private final ArrayDeque<Refusal> refusals;
        private boolean dirty;

        Book(Ledger kept) {
            this.sender = kept.sender();
            this.days = new TreeMap<>(kept.days());
            this.refusals = new ArrayDeque<>(kept.refusals());
        }

        synchronized void count(
                String delivery, long line, ReadFact said, @Nullable Refused refused, boolean duplicate) {
            var one = new Day(
                    refused == null && !duplicate ? 1 : 0,
                    refused == null && duplicate ? 1 : 0,
                    refused == null ? 0 : 1);
            days.merge(LocalDate.now(clock), one, Day::plus);
            while (days.size() > DAYS_KEPT) {
                days.pollFirstEntry();
            }
            if (refused != null) {
                refusals.addFirst(new Refusal(
                        clock.instant(),
                        delivery,
                        line,
                        said.ref(),
                        said.kind(),
                        refused.rule().code(),
                        refused.field()));
                if (refusals.size() > REFUSALS_KEPT) {
                    refusals.removeLast();
                }
            }
            dirty = true;
        }

        synchronized Ledger ledger() {
            return new Ledger(sender, new TreeMap<>(days), List.copyOf(refusals));
        }

        /** What is to be kept; null: nothing new. */
        synchronized @Nullable Ledger changed() {
            if (!dirty) {
                return null;
            }
            dirty = false;
            return ledger();
        }

        synchronized void again() {
            dirty = true;
        }
    }
}
