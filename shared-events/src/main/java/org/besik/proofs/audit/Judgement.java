package org.besik.proofs.audit;

import static org.besik.proofs.audit.Finding.Kind.BAD_SIGNATURE;
import static org.besik.proofs.audit.Finding.Kind.REWRITTEN;
import static org.besik.proofs.audit.Finding.Kind.SPLIT_VIEW;
import static org.besik.proofs.audit.Finding.Kind.TRUNCATED;
import static org.besik.proofs.audit.Finding.events;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.besik.proofs.Checkpoint;

/**
 * Answers whether the history that was read is the one that was signed.
 *
 * @param last the last position that was read
 * @param roots the tree's root at every size that a checkpoint speaks of, as far as it could be built
 * @param treeEndsAt the first position that is not in the tree; 0: all are
 * @param wrongFrom the first position at which something was found before; 0: none
 * @param unknownToTree the first position of a subtree that the tree beside the log remembers otherwise; 0: none
 */
record Judgement(long last, Map<Long, byte[]> roots, long treeEndsAt, long wrongFrom, long unknownToTree) {

    private record Signed(String source, Checkpoint checkpoint, boolean fits) {

        long size() {
            return checkpoint.size();
        }
    }

    /** How many checkpoints fit; tells what does not, and what cannot be said. */
    int confirmed(List<Evidence> evidence, boolean isToTheEnd, Consumer<Finding> findings, Consumer<String> remarks) {
        var signed = new ArrayList<Signed>();
        boolean isBeyond = false;
        for (Evidence each : evidence) {
            Checkpoint checkpoint = each.checkpoint();
            if (checkpoint == null) {
                findings.accept(
                        Finding.at(BAD_SIGNATURE, 0, "the checkpoint of " + each.source() + ": " + each.problem()));
            } else if (checkpoint.size() > last) {
                isBeyond = true;
                if (isToTheEnd) {
                    signed.add(new Signed(each.source(), checkpoint, false));
                }
            } else if (hasTree(checkpoint.size())) {
                signed.add(new Signed(
                        each.source(), checkpoint, Arrays.equals(checkpoint.root(), roots.get(checkpoint.size()))));
            }
        }
        signed.sort(Comparator.comparingLong(Signed::size));
        long confirmedUpTo = signed.stream()
                .filter(Signed::fits)
                .mapToLong(Signed::size)
                .max()
                .orElse(-1);
        truncated(signed, findings);
        if (!isSignedTwice(signed, findings)) {
            others(signed, confirmedUpTo, findings);
        }
        remembered(signed, confirmedUpTo, findings, remarks);
        if (isBeyond && !isToTheEnd) {
            remarks.accept("Checkpoints beyond the part that was read say nothing about it");
        }
        if (confirmedUpTo < last && signed.stream().allMatch(Signed::fits)) {
            remarks.accept(
                    confirmedUpTo < 0
                            ? "No checkpoint was compared: a log that was rewritten or cut as a whole would not be noticed"
                            : "No checkpoint speaks of what stands after event " + confirmedUpTo);
        }
        return (int) signed.stream().filter(Signed::fits).count();
    }

    private boolean hasTree(long size) {
        return (treeEndsAt == 0 || size < treeEndsAt) && roots.containsKey(size);
    }

    private void truncated(List<Signed> signed, Consumer<Finding> findings) {
        signed.stream()
                .filter(each -> each.size() > last)
                .max(Comparator.comparingLong(Signed::size))
                .ifPresent(farthest -> findings.accept(new Finding(
                        TRUNCATED,
                        last + 1,
                        farthest.size(),
                        "the log ends with %d, but %d events were signed (%s): %s gone"
                                .formatted(
                                        last,
                                        farthest.size(),
                                        farthest.source(),
                                        events(last + 1, farthest.size())
                                                + (farthest.size() == last + 1 ? " is" : " are")))));
    }

    /** Checkpoints of another history: the first one says where the two part. */
    private void others(List<Signed> signed, long confirmedUpTo, Consumer<Finding> findings) {
        Signed other = null;
        long agreed = 0;
        for (Signed each : signed) {
            if (each.fits()) {
                agreed = other == null ? each.size() : agreed;
            } else if (each.size() <= last && (wrongFrom == 0 || each.size() < wrongFrom) && other == null) {
                other = each;
            }
        }
        if (other == null) {
            return;
        }
        // A key that signed two histories vouches for no part of either: where they part cannot be said
        boolean isSplit = confirmedUpTo >= other.size();
        String where = "%s differ from what the checkpoint of %s was signed over"
                .formatted(events(isSplit ? 1 : agreed + 1, other.size()), other.source());
        findings.accept(
                isSplit
                        ? new Finding(
                                SPLIT_VIEW,
                                1,
                                other.size(),
                                "some of " + where + ", and the same key signed this history too: it showed two")
                        : new Finding(
                                REWRITTEN,
                                from(agreed, other.size()),
                                other.size(),
                                where
                                        + ": rewritten after it was signed, or another history than others were shown (split"
                                        + " view)"));
    }

    private long from(long agreed, long size) {
        return unknownToTree > agreed && unknownToTree <= size ? unknownToTree : agreed + 1;
    }

    private static boolean isSignedTwice(List<Signed> signed, Consumer<Finding> findings) {
        for (int i = 1; i < signed.size(); i++) {
            Signed one = signed.get(i - 1);
            Signed two = signed.get(i);
            if (one.size() == two.size()
                    && !Arrays.equals(one.checkpoint().root(), two.checkpoint().root())) {
                findings.accept(new Finding(
                        SPLIT_VIEW,
                        1,
                        one.size(),
                        "the same key signed two roots over %d events: %s and %s"
                                .formatted(one.size(), one.source(), two.source())));
                return true;
            }
        }
        return false;
    }

    private void remembered(
            List<Signed> signed, long confirmedUpTo, Consumer<Finding> findings, Consumer<String> remarks) {
        if (unknownToTree == 0 || (wrongFrom != 0 && wrongFrom < unknownToTree)) {
            return;
        }
        if (confirmedUpTo >= unknownToTree) {
            remarks.accept("The tree beside the log is wrong from event " + unknownToTree
                    + " on, but the log fits what was signed: delete the tree, it will be made again");
        } else if (signed.stream().allMatch(Signed::fits)) {
            findings.accept(Finding.at(
                    REWRITTEN,
                    unknownToTree,
                    "the tree beside the log remembers other events from about " + unknownToTree + " on"));
        }
    }
}
