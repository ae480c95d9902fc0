package org.besik.standalone;

import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.besik.query.intake.Intake;
import org.besik.query.intake.IntakeHealth.Building;
import org.besik.query.intake.IntakeHealth.Step;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says every ten seconds how far views are that are being built: of a nation's that takes minutes. */
@Component
@ConditionalOnBooleanProperty(name = "besik.welcome", matchIfMissing = true)
class BuildingViews implements DisposableBean {

    private static final long SECONDS = 10;

    private final ObjectProvider<Intake> intakes;
    private final CountDownLatch closing = new CountDownLatch(1);

    /** @param intakes none: this side has no views */
    BuildingViews(ObjectProvider<Intake> intakes) {
        this.intakes = intakes;
    }

    @EventListener
    void on(ApplicationReadyEvent ready) {
        intakes.ifAvailable(intake ->
                Thread.ofPlatform().name("besik-building-views").daemon().start(() -> watch(intake)));
    }

    private void watch(Intake intake) {
        try {
            while (!closing.await(SECONDS, TimeUnit.SECONDS)) {
                Building building = intake.building();
                if (building != null) {
                    System.out.println(said(building));
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    static String said(Building building) {
        return String.format(
                Locale.ROOT,
                "Building views: %.0f %% (%s: %.0f %%)",
                Math.floor(100 * building.whole()),
                called(building.step()),
                Math.floor(100 * building.part()));
    }

    private static String called(Step step) {
        return switch (step) {
            case FACTS -> "putting facts with their records";
            case LIVES -> "folding records";
            case INDEXES -> "making indexes";
            case LIKENESS -> "comparing records";
        };
    }

    @Override
    public void destroy() {
        closing.countDown();
    }
}
