package org.besik.query.feeds;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.besik.events.AgencyId;
import org.besik.query.intake.WrittenBatch;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.ViewStore.Change;
import org.jspecify.annotations.Nullable;

/**
 * Which agencies were silent themselves on a day, so that the silence of a child says nothing: those whose feed is stale or
 * thin, or was while the child came due, and those who tell by the month and have not told since. It remembers what it has read of
 * them.
 */
public final class Silences {

    /**
     * What comes due so long after the newest day in the log may still wait for a month's report; beyond it is not known
     * whether there will be one.
     */
    private static final int FORESEEN_DAYS = 7;

    private static final int TWO_WEEKS = 14;

    /** Stands between two ids and, by {@link #own}, in none. */
    private static final String BY_ANOTHER = "|";

    /** Nobody was silent. */
    public static final Silences NONE =
            new Silences(Set.of(), Map.of(), 0, new Telling.Known(Map.of()), change -> false);

    private final Set<String> stale;
    private final Map<String, List<Silence>> silences;
    private final int counted;
    private final Telling telling;
    private final Predicate<Document> stands;
    private @Nullable Set<String> toldEarly;
    private final Map<String, Optional<Rolls.Told>> told = new ConcurrentHashMap<>();

    /**
     * @param silences of agencies, those that are over and those that last
     * @param counted the day, or the newest in the log if that is earlier
     * @param telling up to which day agencies that tell by the month have told of all their children
     * @param stands whether the stale agencies are still the same once this is what is known of one, or of the newest day
     */
    Silences(
            Set<String> stale,
            Map<String, List<Silence>> silences,
            int counted,
            Telling telling,
            Predicate<Document> stands) {
        this.stale = stale;
        this.silences = silences;
        this.counted = counted;
        this.telling = telling;
        this.stands = stands;
    }

    /** What the months of an institution are kept under: those it tells itself, or those that an agency tells for it. */
    public static String roll(AgencyId agency, String institution) {
        return agency.value().equals(institution)
                ? own(institution)
                : own(agency.value()) + BY_ANOTHER + own(institution);
    }

    private static String own(String institution) {
        return institution.replace("~", "~0").replace(BY_ANOTHER, "~1");
    }

    /** The ids of the agencies whose feed is stale. */
    public Set<String> stale() {
        return stale;
    }

    /** The ids of the agencies that were silent so that it may explain that nothing is heard of a child. */
    public Set<String> silent() {
        return silences.keySet();
    }

    /** Of how many agencies and rolls anything is known. */
    public int size() {
        return stale.size() + silences.size() + told.size();
    }

    /**
     * Whether an agency has been silent itself since a child came due or before, or was for so many of the days on which it
     * was missed that it is due only when as many more have passed. What happened meanwhile may never be told. Whoever came
     * due before the agency fell silent had been missed by it.
     *
     * @param since the start of the child's silence
     * @param dueOn the day on which it came due
     * @param day the day that is asked about
     */
    public boolean wasSilent(String agency, int since, int dueOn, int day) {
        List<Silence> all = silences.getOrDefault(agency, List.of());
        int silentDays =
                all.stream().mapToInt(silence -> silence.days(since, dueOn)).sum();
        return day < dueOn + silentDays || all.stream().anyMatch(silence -> silence.isLastingOn(dueOn));
    }

    /**
     * Whether an agency that reported on many days was silent for two weeks at least of the days from one to another, both
     * included: what happened then may never be told.
     */
    public boolean wasSilentWithin(String agency, int first, int last) {
        return silences.getOrDefault(agency, List.of()).stream()
                        .filter(Silence::often)
                        .mapToInt(silence -> silence.days(first - 1, last))
                        .sum()
                >= TWO_WEEKS;
    }

    /**
     * Whether an agency that reported on many days tells of nobody, and did when a child came due: however long that is, it is
     * the line that is gone.
     */
    public boolean isDown(String agency, int dueOn) {
        return silences.getOrDefault(agency, List.of()).stream()
                .anyMatch(silence -> silence.often() && silence.nothingFrom() <= dueOn);
    }

    /** Reads at once what will be asked of some rolls. */
    public void prepare(Collection<String> rolls) {
        var unread = new HashSet<>(rolls);
        unread.removeAll(told.keySet());
        if (!unread.isEmpty()) {
            Map<String, Rolls.Told> read = telling.of(unread);
            unread.forEach(roll -> told.put(roll, Optional.ofNullable(read.get(roll))));
        }
    }

    /** Whether all that was said of agencies so far still holds after a batch. */
    public boolean standAfter(WrittenBatch batch) {
        return batch.to(AgencyDays.TABLE).stream()
                .allMatch(change -> change instanceof Change.Upsert upsert && stands(upsert.document()));
    }

    private boolean stands(Document known) {
        if (!known.id().startsWith(AgencyDays.ROLLS + "/")) {
            return stands.test(known);
        }
        String roll = known.id().substring(AgencyDays.ROLLS.length() + 1);
        Optional<Rolls.Told> before = told.get(roll);
        if (before == null && !telling.mayBeEarly()) {
            return true;
        }
        Optional<Rolls.Told> is = telling.by(known);
        return before == null ? is.filter(Rolls.Told::isEarly).isEmpty() : before.equals(is);
    }

    /**
     * Whether an institution tells by the month, itself or by another, and had told of nobody on a day or later.
     *
     * @param roll what its months are kept under
     * @param missedFrom the first day since the last news on which it could have seen the child
     * @param dueOn the day on which its silence came due
     * @param aClass whether that says something only of an institution that told of a class at least
     */
    public boolean isAwaited(String roll, int missedFrom, int dueOn, boolean aClass) {
        if (dueOn > counted + FORESEEN_DAYS) {
            return false;
        }
        return told(roll)
                .filter(all -> missedFrom > all.upTo() && (all.ofAClass() || !aClass))
                .isPresent();
    }

    /**
     * Whether an institution tells of its children by the month, itself or by another.
     *
     * @param roll what its months are kept under
     */
    public boolean tellsByTheMonth(String roll) {
        return told(roll).isPresent();
    }

    private Optional<Rolls.Told> told(String roll) {
        // Whoever entered the child need not be who tells of it
        String own = roll.substring(roll.indexOf(BY_ANOTHER) + 1);
        prepare(List.of(roll, own));
        return told.getOrDefault(roll, Optional.empty()).or(() -> told.getOrDefault(own, Optional.empty()));
    }

    /**
     * Whether a day was told of with the month with which the school year began, and that need not be there yet.
     *
     * @param roll what it is kept under; who only entered the child is not asked
     * @param day epoch day
     */
    public boolean hasToldEarly(String roll, int day) {
        if (!telling.mayBeEarly()) {
            return false;
        }
        prepare(List.of(roll));
        return told.getOrDefault(roll, Optional.empty())
                .filter(all -> all.isEarly() && day <= all.upTo())
                .isPresent();
    }

    /** Whether the day is one on which that month is over and need not be there yet. */
    public boolean mayTellEarly() {
        return telling.mayBeEarly();
    }

    /** The rolls under which that month is told of; on days on which it must be there, or is not over, none. */
    public synchronized Set<String> toldEarly() {
        Set<String> rolls = toldEarly;
        if (rolls == null) {
            Map<String, Rolls.Told> all = telling.mayBeEarly() ? telling.all() : Map.of();
            all.forEach((roll, one) -> told.putIfAbsent(roll, Optional.of(one)));
            rolls = all.entrySet().stream()
                    .filter(one -> one.getValue().isEarly())
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            toldEarly = rolls;
        }
        return rolls;
    }

    /** Those of some agencies whose feed is stale, ascending. */
    public List<String> among(Collection<String> agencies) {
        var found = new TreeSet<>(agencies);
        found.retainAll(stale);
        return List.copyOf(found);
    }
}
