package org.besik.command;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.eventsourcing.configuration.EventSourcedEntityModule;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.commandhandling.CommandResultMessage;
import org.axonframework.messaging.commandhandling.GenericCommandResultMessage;
import org.axonframework.messaging.commandhandling.configuration.CommandHandlingModule;
import org.axonframework.messaging.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.core.Message;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.MessageTypeResolver;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.update.UpdateCheckerConfigurationEnhancer;
import org.besik.command.agency.describeagency.DescribeAgency;
import org.besik.command.agency.describeagency.DescribeAgencyHandler;
import org.besik.command.circumstances.guardian.GuardianSlice;
import org.besik.command.circumstances.placement.PlacementSlice;
import org.besik.command.circumstances.support.SupportSlice;
import org.besik.command.contact.recordcontact.RecordContactSlice;
import org.besik.command.deciding.AgencyDirectory;
import org.besik.command.deciding.Answer;
import org.besik.command.deciding.CommandTimer;
import org.besik.command.deciding.Decider;
import org.besik.command.deciding.Deciding;
import org.besik.command.deciding.RecordFacts;
import org.besik.command.deciding.RefEntry;
import org.besik.command.deciding.Slice;
import org.besik.command.ending.recorddeath.RecordDeathSlice;
import org.besik.command.eventlog.CodecPayloadConverter;
import org.besik.command.eventlog.EventLog;
import org.besik.command.eventlog.KeyTakenException;
import org.besik.command.eventlog.LogEventStorageEngine;
import org.besik.command.eventlog.LogUnavailableException;
import org.besik.command.eventlog.TakenKey;
import org.besik.command.eventlog.UniqueKey;
import org.besik.command.handoff.answerhandoff.AnswerHandoffSlice;
import org.besik.command.handoff.initiatehandoff.InitiateHandoffSlice;
import org.besik.command.identity.mergerecords.MergeRecordsSlice;
import org.besik.command.keys.KeyedDigest;
import org.besik.command.refusal.Refused;
import org.besik.command.refusal.Rule;
import org.besik.command.registration.assignnationalid.AssignNationalIdSlice;
import org.besik.command.registration.correctidentity.CorrectIdentitySlice;
import org.besik.command.registration.registerchild.RegisterChildSlice;
import org.besik.command.residence.leavecountry.LeaveCountrySlice;
import org.besik.command.residence.move.MoveSlice;
import org.besik.command.residence.stay.TemporaryStaySlice;
import org.besik.command.rules.putinforce.PutRulesInForce;
import org.besik.command.rules.putinforce.PutRulesInForceHandler;
import org.besik.command.schooling.enrolchild.EnrolChildSlice;
import org.besik.command.schooling.queue.QueueSlice;
import org.besik.command.schooling.reportattendance.ReportAttendanceSlice;
import org.besik.command.tracing.flagchild.FlagChildSlice;
import org.besik.command.tracing.opencase.OpenCaseSlice;
import org.besik.command.tracing.resolvecontradiction.ResolveContradictionSlice;
import org.besik.command.tracing.workcase.WorkCaseSlice;
import org.besik.events.AgencyId;
import org.besik.events.EventId;
import org.besik.events.codec.EventCodec;
import org.besik.events.codec.KeyVault;
import org.besik.events.codec.StoredEvent;
import org.besik.events.rules.RulesPutInForce;

/** What may happen: every slice, in reading order, and what carries them: one decider, Axon's bus, the log. */
public final class CommandSide implements AutoCloseable {

    /** Each time round somebody else's order came first; more often than this it is no race. */
    private static final int ATTEMPTS = 20;

    private final AgencyDirectory agencies = new AgencyDirectory();
    private final EventLog log;
    private final EventCodec codec;
    private final KeyedDigest digests;
    private final MeterRegistry meters;
    private final Decider decider;
    private final LogEventStorageEngine engine;
    private final AxonConfiguration axon;
    private final CommandGateway commands;

    /** Starts deciding on what the log holds. The log and the keys stay open when this is closed. */
    public CommandSide(EventLog log, KeyVault keys, KeyedDigest digests, MeterRegistry meters) {
        this.log = log;
        this.digests = digests;
        this.meters = meters;
        codec = new EventCodec(keys);
        decider = new Decider(log, codec, keys, digests, slices(), agencies, meters);
        engine = new LogEventStorageEngine(log, new CodecPayloadConverter(codec, keys));
        axon = configure(decider, engine, digests, meters).build();
        axon.start();
        commands = axon.getComponent(CommandGateway.class);
    }

    /** The way in for facts: one command per delivery. */
    public Deciding deciding() {
        return facts -> commands.send(new RecordFacts(facts)).getResultMessage().thenApply(CommandSide::answers);
    }

    @SuppressWarnings("unchecked") // the handler below is the only one
    private static List<Answer> answers(Message result) {
        return (List<Answer>) Objects.requireNonNull(result.payload());
    }

    /**
     * Says who an agency is; returns once that is durable.
     *
     * @throws java.util.concurrent.CompletionException with the cause, if it is not
     */
    public void describe(DescribeAgency command) {
        agencies.describe(
                command.described(),
                () -> commands.send(command).getResultMessage().join());
    }

    /**
     * Rules that are in force, or will be.
     *
     * @param isNew whether they came into force by this order, and not by an earlier one with the same reference
     */
    public record PutInForce(boolean isNew, RulesPutInForce rules, EventId event, long position) {}

    /**
     * Puts other rules in force; returns once that is durable.
     *
     * @throws Refused if they cannot be
     * @throws LogUnavailableException if it is not known whether they are
     */
    public PutInForce putInForce(PutRulesInForce order) {
        try {
            PutInForce done = decided(order);
            count(done.isNew() ? "recorded" : "duplicate");
            return done;
        } catch (Refused refused) {
            count(refused.rule().code());
            throw refused;
        }
    }

    private void count(String outcome) {
        meters.counter("besik.orders", "order", "rules-in-force", "outcome", outcome)
                .increment();
    }

    private PutInForce decided(PutRulesInForce order) {
        UniqueKey key = RefEntry.key(digests, order.by(), order.ref());
        for (int attempt = 1; ; attempt++) {
            Optional<TakenKey> taken = log.find(key);
            if (taken.isPresent()) {
                return known(order, taken.get());
            }
            try {
                commands.send(order).getResultMessage().join();
            } catch (CompletionException failed) {
                boolean isRace = failed.getCause() instanceof AppendEventsTransactionRejectedException
                        || failed.getCause() instanceof KeyTakenException;
                // Perhaps because the same order was taken since: sent again, it would change nothing
                Optional<TakenKey> since = failed.getCause() instanceof Refused ? log.find(key) : Optional.empty();
                if (since.isPresent()) {
                    return known(order, since.get());
                }
                if (!isRace || attempt == ATTEMPTS) {
                    throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
                }
            }
        }
    }

    private PutInForce known(PutRulesInForce order, TakenKey taken) {
        var entry = RefEntry.decode(taken);
        Refused.unless(
                entry.sameContent(order.fingerprint()),
                Rule.REFERENCE_REUSED,
                "ref",
                "the account used this key for another order");
        StoredEvent event = log.read(taken.position() - 1, 1).getFirst();
        return new PutInForce(
                entry.event().equals(order.newEventId()),
                (RulesPutInForce) codec.decode(event.type(), event.revision(), event.payload()),
                entry.event(),
                taken.position());
    }

    /** The agencies that were ever heard of. */
    public AgencyDirectory agencies() {
        return agencies;
    }

    /** What Axon carries here, for tests. */
    AxonConfiguration configuration() {
        return axon;
    }

    /** Decides what still waits, then stops. */
    @Override
    public void close() {
        decider.close();
        axon.shutdown();
        engine.close();
    }

    private static EventSourcingConfigurer configure(
            Deciding decider, LogEventStorageEngine engine, KeyedDigest digests, MeterRegistry meters) {
        return EventSourcingConfigurer.create()
                // Nothing here phones home
                .componentRegistry(registry -> registry.disableEnhancer(UpdateCheckerConfigurationEnhancer.class))
                .registerEventStorageEngine(configuration -> engine)
                .messaging(messaging -> messaging.registerCommandMonitor(configuration -> new CommandTimer(meters)))
                .registerCommandHandlingModule(CommandHandlingModule.named("facts")
                        .commandHandlers()
                        .commandHandler(
                                new QualifiedName("deciding", "RecordFacts"),
                                (message, context) -> record(message, decider)))
                .registerEntity(
                        EventSourcedEntityModule.autodetected(AgencyId.class, DescribeAgencyHandler.State.class))
                .registerCommandHandlingModule(CommandHandlingModule.named("agencies")
                        .commandHandlers()
                        .annotatedCommandHandlingComponent(configuration ->
                                new DescribeAgencyHandler(configuration.getComponent(MessageTypeResolver.class))))
                .registerEntity(EventSourcedEntityModule.autodetected(String.class, PutRulesInForceHandler.State.class))
                .registerCommandHandlingModule(CommandHandlingModule.named("rules")
                        .commandHandlers()
                        .annotatedCommandHandlingComponent(configuration -> new PutRulesInForceHandler(
                                configuration.getComponent(MessageTypeResolver.class), digests)));
    }

    private static MessageStream.Single<CommandResultMessage> record(CommandMessage message, Deciding decider) {
        var command = (RecordFacts) Objects.requireNonNull(message.payload());
        return MessageStream.fromFuture(decider.record(command.facts())
                .thenApply(answers ->
                        new GenericCommandResultMessage(new MessageType("deciding", "Answers", "1"), answers)));
    }

    /** Every decision there is. */
    public static List<Slice<?>> slices() {
        return Stream.of(
                        RegisterChildSlice.configure(),
                        AssignNationalIdSlice.configure(),
                        CorrectIdentitySlice.configure(),
                        RecordContactSlice.configure(),
                        MoveSlice.configure(),
                        LeaveCountrySlice.configure(),
                        TemporaryStaySlice.configure(),
                        QueueSlice.configure(),
                        EnrolChildSlice.configure(),
                        ReportAttendanceSlice.configure(),
                        InitiateHandoffSlice.configure(),
                        AnswerHandoffSlice.configure(),
                        GuardianSlice.configure(),
                        SupportSlice.configure(),
                        PlacementSlice.configure(),
                        RecordDeathSlice.configure(),
                        MergeRecordsSlice.configure(),
                        FlagChildSlice.configure(),
                        OpenCaseSlice.configure(),
                        WorkCaseSlice.configure(),
                        ResolveContradictionSlice.configure())
                .flatMap(List::stream)
                .<Slice<?>>map(slice -> slice)
                .toList();
    }
}
