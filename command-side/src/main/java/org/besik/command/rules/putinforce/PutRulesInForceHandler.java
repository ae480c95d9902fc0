package org.besik.command.rules.putinforce;

import static org.axonframework.messaging.eventstreaming.EventCriteria.havingTags;

import java.time.LocalDate;
import java.util.List;
import org.axonframework.eventsourcing.annotation.EventCriteriaBuilder;
import org.axonframework.eventsourcing.annotation.EventSourcedEntity;
import org.axonframework.eventsourcing.annotation.EventSourcingHandler;
import org.axonframework.eventsourcing.annotation.reflection.EntityCreator;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.core.MessageTypeResolver;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.modelling.annotation.InjectEntity;
import org.besik.command.deciding.RefEntry;
import org.besik.command.eventlog.LogEventStorageEngine;
import org.besik.command.keys.KeyedDigest;
import org.besik.command.refusal.Refused;
import org.besik.command.refusal.Rule;
import org.besik.events.Place;
import org.besik.events.Provenance;
import org.besik.events.Tags;
import org.besik.events.codec.Metadata;
import org.besik.events.rules.Fault;
import org.besik.events.rules.RuleBook;
import org.besik.events.rules.RuleVersion;
import org.besik.events.rules.RulesPutInForce;
import org.besik.events.rules.WrongRules;

/**
 * Rules change days that come, never days that have passed: what was on the list on a day stays what it was. A version is
 * put in force whole, made of what is in force on its first day and of what is to be other; it is named by its year and a
 * number.
 */
public final class PutRulesInForceHandler {

    private final MessageTypeResolver types;
    private final KeyedDigest digests;

    public PutRulesInForceHandler(MessageTypeResolver types, KeyedDigest digests) {
        this.types = types;
        this.digests = digests;
    }

    @CommandHandler
    void handle(PutRulesInForce command, @InjectEntity State state, EventAppender events, ProcessingContext context) {
        RulesPutInForce event = decide(command, state);
        context.putResource(
                LogEventStorageEngine.CLAIMS,
                List.of(RefEntry.claim(
                        digests, command.by(), command.ref(), command.newEventId(), command.fingerprint())));
        events.append(List.of(message(event, command)));
    }

    static RulesPutInForce decide(PutRulesInForce command, State state) {
        LocalDate from = command.change().from();
        try {
            if (from.isBefore(command.today())) {
                throw new WrongRules(Fault.RULES_FROM_PAST, "from", "It must be today or a day to come.");
            }
            RuleVersion version = command.change().version(state.book, name(command.today(), state.book));
            RuleVersion before = state.book.on(from);
            if (version.thresholds().equals(before.thresholds())
                    && version.regions().equals(before.regions())) {
                throw new WrongRules(
                        Fault.RULES_UNCHANGED, null, "They would be those of version " + before.version() + ".");
            }
            return new RulesPutInForce(
                    version.version(), from, version.thresholds(), version.regions(), command.reason());
        } catch (WrongRules wrong) {
            throw refused(wrong);
        }
    }

    /** The same refusal in the words of this side. */
    public static Refused refused(WrongRules wrong) {
        return new Refused(Rule.valueOf(wrong.fault().name()), wrong.field(), wrong.detail());
    }

    /** The year and the first number that no version of it has. */
    private static String name(LocalDate today, RuleBook book) {
        List<String> taken = book.versions().stream().map(RuleVersion::version).toList();
        int n = 1;
        while (taken.contains(today.getYear() + "-" + n)) {
            n++;
        }
        return today.getYear() + "-" + n;
    }

    private EventMessage message(RulesPutInForce event, PutRulesInForce command) {
        var provenance = new Provenance(
                command.newEventId(),
                command.today(),
                command.now(),
                command.agency(),
                null,
                command.ref(),
                null,
                Place.UNKNOWN,
                null,
                null,
                null,
                command.by());
        return new GenericEventMessage(types.resolveOrThrow(event), event, Metadata.of(provenance));
    }

    /** Every version that was put in force, after those that come with Besik. */
    @EventSourcedEntity
    public record State(RuleBook book) {

        @EntityCreator
        static State beforeAnything() {
            return new State(RuleBook.standard());
        }

        @EventSourcingHandler
        State on(RulesPutInForce event) {
            return new State(book.with(event.ruleVersion()));
        }

        @EventCriteriaBuilder
        static EventCriteria boundary(String book, MessageTypeResolver types) {
            return havingTags(Tags.RULES, book).andBeingOneOfTypes(types, RulesPutInForce.class);
        }
    }
}
