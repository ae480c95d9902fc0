package org.besik.query.notifications;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.besik.events.caller.Caller;
import org.besik.events.caller.Role;
import org.besik.query.access.NotAllowed;
import org.besik.query.access.NotFound;
import org.besik.query.intake.Views;
import org.besik.query.notifications.Subscription.Channel;
import org.besik.query.notifications.Subscriptions.Kept;
import org.besik.query.untracked.Severity;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/notifications}: who is told of flags, for administrators. */
@RestController
@RequestMapping("/v1/notifications")
public class NotificationController {

    private final Subscriptions subscriptions;
    private final Notifier notifier;
    private final Views views;
    private final boolean canMail;

    NotificationController(Subscriptions subscriptions, Notifier notifier, Views views, boolean canMail) {
        this.subscriptions = subscriptions;
        this.notifier = notifier;
        this.views = views;
        this.canMail = canMail;
    }

    /**
     * A subscription as it is shown.
     *
     * @param reasons empty: all
     * @param secret with which its messages are signed; told once, when it is made
     */
    public record Shown(
            String id,
            String channel,
            String target,
            Set<String> regions,
            Set<String> reasons,
            @Nullable Severity minSeverity,
            @Nullable QuietHours quietHours,
            String language,
            Status status,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String secret) {}

    /**
     * How it goes.
     *
     * @param waiting flags it was not told of yet
     * @param failingSince null: it is not failing
     * @param problem why the last message was not taken; null: it was
     */
    public record Status(
            @Nullable Instant lastDelivered,
            long waiting,
            @Nullable Instant failingSince,
            @Nullable Instant nextAttempt,
            @Nullable String problem) {}

    @GetMapping
    public Map<String, List<Shown>> all(Caller caller) {
        admit(caller);
        return Map.of(
                "items",
                subscriptions.all().values().stream()
                        .map(kept -> shown(kept, null))
                        .toList());
    }

    @GetMapping("/{id}")
    public Shown one(@PathVariable String id, Caller caller) {
        admit(caller);
        Kept kept = subscriptions.find(id);
        if (kept == null) {
            throw new NotFound();
        }
        return shown(kept, null);
    }

    /** Subscribes, from now on; or changes a subscription, which keeps its secret and what waits. */
    @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<Shown> put(@PathVariable String id, @RequestBody byte[] body, Caller caller) {
        admit(caller);
        SubscriptionForm form = SubscriptionForm.read(body);
        byte[] secret = Subscriptions.newSecret();
        byte[] sealed = subscriptions.seal(id, secret);
        Subscription fresh = form.checked(id, caller, canMail, sealed);
        // Who was subscribed by somebody else may be changed only by whoever covers all of its regions
        var before = new AtomicReference<@Nullable Subscription>();
        Kept kept = subscriptions.change(id, there -> {
            before.set(there == null ? null : there.subscription());
            if (there == null) {
                return new Kept(fresh, Progress.from(views.store().position()));
            }
            cover(caller, there.subscription());
            byte[] old = there.subscription().sealedSecret();
            return new Kept(
                    form.checked(id, caller, canMail, old == null ? sealed : old),
                    there.progress().atOnce());
        });
        if (kept == null) {
            throw new NotFound();
        }
        Subscription old = before.get();
        boolean isNewSecret = fresh.channel() == Channel.WEBHOOK && (old == null || old.sealedSecret() == null);
        return ResponseEntity.status(old == null ? HttpStatus.CREATED : HttpStatus.OK)
                .body(shown(kept, isNewSecret ? secret : null));
    }

    /** Another secret, from the next message on. */
    @PostMapping("/{id}/secret")
    public Shown renew(@PathVariable String id, Caller caller) {
        admit(caller);
        byte[] secret = Subscriptions.newSecret();
        byte[] sealed = subscriptions.seal(id, secret);
        Kept kept = subscriptions.change(id, there -> {
            if (there == null || there.subscription().channel() != Channel.WEBHOOK) {
                throw new NotFound();
            }
            cover(caller, there.subscription());
            return new Kept(
                    there.subscription().signedWith(sealed), there.progress().atOnce());
        });
        if (kept == null) {
            throw new NotFound();
        }
        return shown(kept, secret);
    }

    /** Ends a subscription, with what waits; harmless if there is none. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void delete(@PathVariable String id, Caller caller) {
        admit(caller);
        subscriptions.change(id, there -> {
            if (there != null) {
                cover(caller, there.subscription());
            }
            return null;
        });
    }

    private static void admit(Caller caller) {
        if (!caller.is(Role.ADMIN)) {
            throw new NotAllowed("It takes the role ADMIN.");
        }
    }

    private static void cover(Caller caller, Subscription subscription) {
        if (!subscription.regions().stream().allMatch(caller::covers)) {
            throw NotAllowed.region();
        }
    }

    private Shown shown(Kept kept, byte @Nullable [] secret) {
        Subscription subscription = kept.subscription();
        Progress progress = kept.progress();
        return new Shown(
                subscription.id(),
                subscription.channel().name(),
                subscription.target(),
                subscription.regions(),
                subscription.reasons(),
                subscription.minSeverity(),
                subscription.quietHours(),
                subscription.language(),
                new Status(
                        progress.lastDelivered(),
                        notifier.waiting(kept),
                        progress.failingSince(),
                        progress.nextAttempt(),
                        progress.problem()),
                secret == null
                        ? null
                        : Webhook.SECRET_PREFIX + Base64.getEncoder().encodeToString(secret));
    }
}
