package org.besik.query.notifications;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executors;
import org.besik.query.flags.Turn;
import org.besik.query.intake.Views;
import org.besik.query.notifications.Subscription.Channel;
import org.besik.query.rules.SchoolCalendar;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires who is told of flags. Where no mail server is named, mail cannot be subscribed to. */
@Configuration(proxyBeanMethods = false)
public class NotificationConfiguration {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Bean
    FlagNews flagNews() {
        return new FlagNews();
    }

    @Bean
    Subscriptions subscriptions(SubscriptionRows rows, Sealing sealing) {
        return new Subscriptions(rows, sealing);
    }

    @Bean(initMethod = "start")
    Notifier notifier(
            Subscriptions subscriptions,
            Views views,
            SchoolCalendar calendar,
            ObjectProvider<Turn> turn,
            MessageSource texts,
            @Value("${besik.smtp-uri:}") String mailServer,
            @Value("${besik.mail-from:besik@localhost}") String mailFrom,
            @Value("${besik.notification-gather:5s}") Duration gather,
            Clock clock,
            MeterRegistry meters) {
        Map<Channel, Way> ways = new EnumMap<>(Channel.class);
        ways.put(Channel.WEBHOOK, new Webhook(subscriptions, clock, PATIENCE));
        if (!mailServer.isBlank()) {
            ways.put(Channel.EMAIL, new Mail(mailServer, mailFrom, texts, clock.getZone()));
        }
        return new Notifier(
                subscriptions,
                ways,
                views,
                calendar,
                turn.getIfAvailable(() -> () -> true),
                gather,
                Executors.newVirtualThreadPerTaskExecutor(),
                clock,
                meters);
    }

    @Bean
    NotificationController notificationController(
            Subscriptions subscriptions,
            Notifier notifier,
            Views views,
            @Value("${besik.smtp-uri:}") String mailServer) {
        return new NotificationController(subscriptions, notifier, views, !mailServer.isBlank());
    }
}
