package org.besik.command;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.eventsourcing.configuration.EventSourcedEntityModule;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
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
import org.besik.command.deciding.Slice;
import org.besik.command.ending.recorddeath.RecordDeathSlice;
import org.besik.command.eventlog.CodecPayloadConverter;
import org.besik.command.eventlog.EventLog;
import org.besik.command.eventlog.LogEventStorageEngine;
import org.besik.command.handoff.answerhandoff.AnswerHandoffSlice;
import org.besik.command.handoff.initiatehandoff.InitiateHandoffSlice;
import org.besik.command.identity.mergerecords.MergeRecordsSlice;
import org.besik.command.keys.KeyedDigest;
import org.besik.command.registration.assignnationalid.AssignNationalIdSlice;
import org.besik.command.registration.correctidentity.CorrectIdentitySlice;
import org.besik.command.registration.registerchild.RegisterChildSlice;
import org.besik.command.residence.leavecountry.LeaveCountrySlice;
import org.besik.command.residence.move.MoveSlice;
import org.besik.command.residence.stay.TemporaryStaySlice;
import org.besik.command.schooling.enrolchild.EnrolChildSlice;
import org.besik.command.schooling.queue.QueueSlice;
import org.besik.command.schooling.reportattendance.ReportAttendanceSlice;
import org.besik.command.tracing.flagchild.FlagChildSlice;
import org.besik.command.tracing.opencase.OpenCaseSlice;
import org.besik.command.tracing.workcase.WorkCaseSlice;
import org.besik.events.AgencyId;
import org.besik.events.codec.EventCodec;
import org.besik.events.codec.KeyVault;

/** What may happen: every slice, in reading order, and what carries them: one decider, Axon's bus, the log. */
public final class CommandSide implements AutoCloseable {

    private final AgencyDirectory agencies = new AgencyDirectory();
    private final Decider decider;
    private final LogEventStorageEngine engine;
    private final AxonConfiguration axon;
    private final CommandGateway commands;

    /** Starts deciding on what the log holds. The log and the keys stay open when this is closed. */
    public CommandSide(EventLog log, KeyVault keys, KeyedDigest digests, MeterRegistry meters) {
        var codec = new EventCodec(keys);
        decider = new Decider(log, codec, keys, digests, slices(), agencies, meters);
        engine = new LogEventStorageEngine(log, new CodecPayloadConverter(codec, keys));
        axon = configure(decider, engine, meters).build();
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
            Deciding decider, LogEventStorageEngine engine, MeterRegistry meters) {
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
                                new DescribeAgencyHandler(configuration.getComponent(MessageTypeResolver.class))));
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
                        WorkCaseSlice.configure())
                .flatMap(List::stream)
                .<Slice<?>>map(slice -> slice)
                .toList();
    }
}
