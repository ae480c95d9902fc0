package org.besik.standalone.cluster;

import com.mongodb.MongoException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says to who started a side of a cluster that its database is not there. */
public final class DatabaseAway extends AbstractFailureAnalyzer<MongoException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, MongoException cause) {
        return new FailureAnalysis(
                "MongoDB does not answer at BESIK_MONGO_URI ("
                        + cause.getClass().getSimpleName() + ").",
                "Start it, or name another one.",
                failure);
    }
}
