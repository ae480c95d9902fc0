package org.besik.command.deciding.identity;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Set;
import org.besik.command.eventlog.UniqueKey;

/**
 * How a fact describes a child: by its identity (surname, given name, sex and birth date, folded), and by what tells namesakes
 * apart. Digests; 0: not said.
 *
 * @param region where the fact comes from; of a birth, where the child was born
 */
record Description(UniqueKey identity, long patronymic, long region) {

    /** Whether somebody described is somebody known. */
    enum Match {
        /** Nobody can tell them apart, and more agrees than names, sex and birth date. */
        CERTAIN,
        POSSIBLE,
        NO
    }

    /** The same with what {@link #said} gave; zeros: nothing. */
    static Description of(UniqueKey identity, byte[] said) {
        var both = ByteBuffer.wrap(said);
        return new Description(identity, both.getLong(), both.getLong());
    }

    /** The patronymic and the region, as they are stored. */
    byte[] said() {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(patronymic)
                .putLong(region)
                .array();
    }

    /** Whether it says more than names, sex and birth date. */
    boolean tellsNamesakesApart() {
        return patronymic != 0 || region != 0;
    }

    /** Whether it says all that tells namesakes apart. */
    boolean saysAll() {
        return patronymic != 0 && region != 0;
    }

    Description as(UniqueKey otherIdentity) {
        return new Description(otherIdentity, patronymic, region);
    }

    /**
     * Whether this may be a child whose births state all these. A patronymic is the child's or another's; that one side states
     * none decides nothing. Certain is only where a birth says the same of the patronymic, also if both say nothing, and where
     * the region is one in which the child was born or has arrived, if both are known.
     *
     * @param lived digests of the regions in which it has arrived
     */
    Match matches(Collection<Description> stated, Set<Long> lived) {
        boolean samePatronymic = false;
        boolean nonePatronymic = patronymic == 0;
        boolean sameRegion = region == 0 || lived.contains(region);
        boolean noRegion = lived.isEmpty();
        for (Description one : stated) {
            if (one.identity.equals(identity)) {
                samePatronymic |= one.patronymic == patronymic;
                nonePatronymic |= one.patronymic == 0;
                sameRegion |= one.region == region;
                noRegion &= one.region == 0;
            }
        }
        if (samePatronymic) {
            return sameRegion || noRegion ? Match.CERTAIN : Match.POSSIBLE;
        }
        return nonePatronymic ? Match.POSSIBLE : Match.NO;
    }
}
