package org.besik.query.viewstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

class ViewStoreContractTest {

    @Test
    void a_store_that_does_nothing_fails_every_test() {
        assertThat(run(Idle.class).getTestsFoundCount()).isGreaterThan(10);
    }

    @Test
    void generations_that_are_kept_nowhere_fail_every_test() {
        assertThat(run(IdleGenerations.class).getTestsFoundCount()).isGreaterThan(3);
    }

    private static TestExecutionSummary run(Class<?> contract) {
        var listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(contract))
                                .build(),
                        listener);
        assertThat(listener.getSummary().getTestsSucceededCount()).isZero();
        assertThat(listener.getSummary().getTestsSkippedCount()).isZero();
        return listener.getSummary();
    }
}
