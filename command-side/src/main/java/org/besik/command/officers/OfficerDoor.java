package org.besik.command.officers;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.besik.command.deciding.Deciding;
import org.besik.command.deciding.Fact;
import org.besik.command.deciding.IdBytes;
import org.besik.command.deciding.Pairing;
import org.besik.command.facts.Answers;
import org.besik.command.facts.Answers.Answered;
import org.besik.command.facts.MayRead;
import org.besik.command.facts.Problem;
import org.besik.command.facts.ProblemException;
import org.besik.command.facts.reading.OrderForm;
import org.besik.command.facts.reading.OrderReader;
import org.besik.command.facts.reading.ReadFact;
import org.besik.events.ChildId;
import org.besik.events.Officer;
import org.besik.events.caller.Caller;
import org.besik.events.caller.Role;
import org.jspecify.annotations.Nullable;

/**
 * The way in for what an officer decides about a child. Looked at in this order, and the first that fails is named: the
 * role (403), whether the child is the officer's (404), the form of the order (400, 422), and, in the decider, what the
 * order rests on (409). Answers are those of facts.
 */
public final class OfficerDoor {

    /** Makes an order harmless to send again: an account's key stands for one order, for ever. */
    public static final String KEY = "Idempotency-Key";

    private static final int LONGEST_BODY = 64 << 10;

    /** Who decides about children, the nearest first. An auditor looks on, an agency reports. */
    private static final List<Role> OFFICERS = List.of(Role.MONITOR, Role.ADMIN);

    private final OrderReader orders;
    private final Deciding deciding;
    private final Answers answers;
    private final MayRead mayRead;

    OfficerDoor(OrderReader orders, Deciding deciding, Answers answers, MayRead mayRead) {
        this.orders = orders;
        this.deciding = deciding;
        this.answers = answers;
        this.mayRead = mayRead;
    }

    /** Takes an order as a request and answers it: 201, 200 if it was taken before, or a problem. */
    public void serve(
            OrderForm form, String child, Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        byte[] body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
        answers.send(take(form, child, caller, request.getHeader(KEY), body), caller, form.idMember(), response);
    }

    /**
     * Takes an order; returns once it is decided and, if it stands, durable.
     *
     * @param child any id that ever led to the record
     * @param key makes it harmless to send again; null: the order's own {@code ref}, else a fresh one
     * @param body its members as a JSON object; empty: none
     * @throws ProblemException if the caller may not give it
     */
    public Answered take(OrderForm form, String child, Caller caller, @Nullable String key, byte[] body) {
        Officer officer = officer(caller, child);
        if (body.length > LONGEST_BODY) {
            throw new ProblemException(
                    Problem.of("too-large", 413, "The body is too large", "An order has at most 64 KiB."));
        }
        Fact fact = orders.read(form, new ChildId(child), officer, caller.agency(), key, body);
        if (fact.order() instanceof Pairing pair) {
            // Who decides about two children answers for both, and learns nothing of one that is not theirs
            officer(caller, pair.other().value());
        }
        return new Answered(
                ReadFact.of(fact),
                Deciding.await(deciding.record(List.of(fact))).getFirst());
    }

    /** In the role by which the child is the caller's: what it reads as an agency it does not decide about. */
    private Officer officer(Caller caller, String child) {
        List<Role> acting = OFFICERS.stream().filter(caller::is).toList();
        if (acting.isEmpty()) {
            throw new ProblemException(Problem.of(
                    "forbidden", 403, "The role does not allow this", "It takes the role MONITOR or ADMIN."));
        }
        if (IdBytes.isId(child)) {
            for (Role role : acting) {
                if (mayRead.mayRead(caller.in(Set.of(role)), new ChildId(child))) {
                    return new Officer(caller.subject(), role.name());
                }
            }
        }
        throw new ProblemException(Problem.of(
                "not-found", 404, "There is no such record", "There is no such record, or it is not yours to read."));
    }
}
