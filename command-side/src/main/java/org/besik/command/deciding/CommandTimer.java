package org.besik.command.deciding;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.monitoring.MessageMonitor;
import org.jspecify.annotations.Nullable;

/** {@code besik.command} {command, outcome}: how long Axon's commands take, by their local name. */
public final class CommandTimer implements MessageMonitor<CommandMessage> {

    private final MeterRegistry meters;

    public CommandTimer(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public MonitorCallback onMessageIngested(CommandMessage message) {
        var sample = Timer.start(meters);
        String command = message.type().qualifiedName().localName();
        return new MonitorCallback() {
            @Override
            public void reportSuccess() {
                stop("success");
            }

            @Override
            public void reportFailure(@Nullable Throwable cause) {
                stop("failure");
            }

            @Override
            public void reportIgnored() {
                stop("ignored");
            }

            private void stop(String outcome) {
                sample.stop(Timer.builder("besik.command")
                        .description("Commands, until what they record is durable")
                        .tags("command", command, "outcome", outcome)
                        .publishPercentileHistogram()
                        .register(meters));
            }
        };
    }
}
