package org.besik.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import one.convert.Arguments;
import one.convert.CallStack;
import one.convert.FlameGraph;
import one.convert.Frame;

/** Where the processor time of a recording went: what each thread was doing, from its beginning to the innermost call. */
final class Profile {

    private static final String OWN = "org.besik.";

    /** Since Java 25, on Linux: every so much processor time, native code included. */
    private static final String TIMED = "jdk.CPUTimeSample";

    private static final String RUNNING = "jdk.ExecutionSample";
    private static final String IN_NATIVE_CODE = "jdk.NativeMethodSample";

    /** Native code that works; all other that is sampled only waits. */
    private static final String WORKING = "org.sqlite.";

    /** How a JVM is told to record it. */
    static List<String> options(Path recording) {
        var settings = new ArrayList<>(List.of("filename=" + recording, "settings=none"));
        Map.of(TIMED, "throttle=10ms", RUNNING, "period=10ms", IN_NATIVE_CODE, "period=10ms")
                .forEach((event, often) -> {
                    settings.add("+" + event + "#enabled=true");
                    settings.add("+" + event + "#" + often);
                });
        return List.of(
                "-XX:StartFlightRecording=" + String.join(",", settings), "-XX:FlightRecorderOptions=stackdepth=256");
    }

    /** One method on a stack. */
    private record Call(String type, String method) {

        static Call of(RecordedFrame frame) {
            return new Call(
                    frame.getMethod().getType().getName(), frame.getMethod().getName());
        }

        boolean isOwn() {
            return type.startsWith(OWN);
        }

        /** Lambdas and the like are in the package of who wrote them. */
        String place() {
            int end = type.lastIndexOf('.');
            return type.substring(OWN.length(), Math.max(OWN.length(), end));
        }
    }

    /** @param calls the innermost first */
    private record Sample(String thread, List<Call> calls) {

        static Sample of(RecordedEvent event) {
            RecordedThread thread = event.getThread(event.hasField("eventThread") ? "eventThread" : "sampledThread");
            String name = thread == null || thread.getJavaName() == null ? "the JVM's own" : thread.getJavaName();
            return new Sample(
                    kind(name),
                    event.getStackTrace().getFrames().stream().map(Call::of).toList());
        }

        /** Threads that do the same are one: their names differ by a number. */
        private static String kind(String name) {
            return name.isEmpty() ? "virtual threads" : name.replaceAll("[0-9a-f]{12}-\\d+|\\d+", "N");
        }

        boolean works(String event) {
            return !event.equals(IN_NATIVE_CODE) || calls.getFirst().type().startsWith(WORKING);
        }

        Optional<Call> innermostOwn() {
            return calls.stream().filter(Call::isOwn).findFirst();
        }
    }

    private final List<Sample> samples;

    private Profile(List<Sample> samples) {
        this.samples = samples;
    }

    /** What was sampled from an instant on. */
    static Profile read(Path recording, Instant from) throws IOException {
        var timed = new ArrayList<Sample>();
        var seen = new ArrayList<Sample>();
        try (var events = new RecordingFile(recording)) {
            while (events.hasMoreEvents()) {
                RecordedEvent event = events.readEvent();
                String kind = event.getEventType().getName();
                if (event.getStartTime().isBefore(from)
                        || event.getStackTrace() == null
                        || event.getStackTrace().getFrames().isEmpty()) {
                    continue;
                }
                Sample sample = Sample.of(event);
                if (kind.equals(TIMED)) {
                    timed.add(sample);
                } else if (sample.works(kind)) {
                    seen.add(sample);
                }
            }
        }
        return new Profile(timed.isEmpty() ? seen : timed);
    }

    int size() {
        return samples.size();
    }

    /**
     * A part of all that was sampled, in percent.
     *
     * @param own it was at work itself, or what it called outside of Besik was
     * @param all it was on the stack
     */
    record Share(String name, double own, double all) {}

    /** Of Besik's packages, the largest first. */
    List<Share> byPackage() {
        var own = new HashMap<String, Integer>();
        var all = new HashMap<String, Integer>();
        for (Sample sample : samples) {
            own.merge(sample.innermostOwn().map(Call::place).orElse("(outside of Besik)"), 1, Integer::sum);
            var places = new HashSet<String>();
            sample.calls().stream().filter(Call::isOwn).map(Call::place).forEach(places::add);
            places.forEach(place -> all.merge(place, 1, Integer::sum));
        }
        own.keySet().forEach(place -> all.putIfAbsent(place, own.getOrDefault(place, 0)));
        return shares(own, all, samples.size());
    }

    /** Of kinds of threads, the busiest first. */
    List<Share> byThread() {
        var busy = new HashMap<String, Integer>();
        samples.forEach(sample -> busy.merge(sample.thread(), 1, Integer::sum));
        return shares(busy, busy, samples.size());
    }

    /** Of what was done by the threads whose name begins so: which of the methods was the first on the stack, from within. */
    List<Share> byMethod(String threads, Map<String, String> names) {
        var doing = new HashMap<String, Integer>();
        int of = 0;
        for (Sample sample : samples) {
            if (sample.thread().startsWith(threads)) {
                of++;
                String name = sample.calls().stream()
                        .map(call -> names.get(
                                call.type().substring(call.type().lastIndexOf('.') + 1) + "." + call.method()))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse("all else");
                doing.merge(name, 1, Integer::sum);
            }
        }
        return shares(doing, doing, of);
    }

    private static List<Share> shares(Map<String, Integer> own, Map<String, Integer> all, int of) {
        var shares = new ArrayList<Share>();
        all.forEach((name, times) ->
                shares.add(new Share(name, 100.0 * own.getOrDefault(name, 0) / of, 100.0 * times / of)));
        shares.sort(
                Collections.reverseOrder(Comparator.comparingDouble(Share::own).thenComparingDouble(Share::all)));
        return shares;
    }

    /** One page that needs nothing else; each kind of thread is a tower of its own. */
    void writeFlames(String title, Path page) throws IOException {
        var arguments = new Arguments();
        arguments.title = title;
        // From the threads downwards, without the towers that nobody can see
        arguments.inverted = true;
        arguments.minwidth = 0.1;
        var flames = new FlameGraph(arguments);
        for (Sample sample : samples) {
            var stack = new CallStack();
            stack.push(sample.thread(), Frame.TYPE_NATIVE);
            for (Call call : sample.calls().reversed()) {
                stack.push(call.type().replace('.', '/') + "." + call.method(), color(call));
            }
            flames.addSample(stack, 1);
        }
        try (var out = new PrintStream(Files.newOutputStream(page), false, StandardCharsets.UTF_8)) {
            flames.dump(out);
        }
    }

    private static byte color(Call call) {
        return call.isOwn()
                ? Frame.TYPE_JIT_COMPILED
                : call.type().startsWith(WORKING) ? Frame.TYPE_CPP : Frame.TYPE_INLINED;
    }
}
