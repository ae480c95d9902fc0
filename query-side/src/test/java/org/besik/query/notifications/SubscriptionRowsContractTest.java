package org.besik.query.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

class SubscriptionRowsContractTest {

    @Test
    void subscriptions_that_are_kept_nowhere_fail_every_test() {
        var listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(IdleSubscriptionRows.class))
                                .build(),
                        listener);
        assertThat(listener.getSummary().getTestsFailedCount()).isEqualTo(4);
        assertThat(listener.getSummary().getTestsFoundCount()).isEqualTo(4);
    }
}
