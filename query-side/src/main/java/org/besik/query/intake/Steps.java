package org.besik.query.intake;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** By how much a figure changes on the days of one year; days without a change are not kept. */
final class Steps {

    /** Two numbers of at most five bytes each. */
    private static final int MOST_BYTES = 10;

    private int[] days = new int[4];
    private int[] changes = new int[4];
    private int size;

    /** @param day of the year, from 1 */
    void add(int day, int change) {
        int at = Arrays.binarySearch(days, 0, size, day);
        if (at >= 0) {
            changes[at] += change;
            if (changes[at] == 0) {
                remove(at);
            }
        } else if (change != 0) {
            insert(-at - 1, day, change);
        }
    }

    void add(Steps others) {
        for (int i = 0; i < others.size; i++) {
            add(others.days[i], others.changes[i]);
        }
    }

    private void remove(int at) {
        size--;
        System.arraycopy(days, at + 1, days, at, size - at);
        System.arraycopy(changes, at + 1, changes, at, size - at);
    }

    private void insert(int at, int day, int change) {
        if (size == days.length) {
            days = Arrays.copyOf(days, 2 * size);
            changes = Arrays.copyOf(changes, 2 * size);
        }
        System.arraycopy(days, at, days, at + 1, size - at);
        System.arraycopy(changes, at, changes, at + 1, size - at);
        days[at] = day;
        changes[at] = change;
        size++;
    }

    boolean isEmpty() {
        return size == 0;
    }

    long sum() {
        return sumUpTo(Integer.MAX_VALUE);
    }

    /** What all changes up to a day, itself included, come to. */
    long sumUpTo(int day) {
        long sum = 0;
        for (int i = 0; i < size && days[i] <= day; i++) {
            sum += changes[i];
        }
        return sum;
    }

    /** Takes each day of the year with a change, and the change. */
    @FunctionalInterface
    interface Taker {
        void take(int day, int change);
    }

    void forEach(Taker taker) {
        for (int i = 0; i < size; i++) {
            taker.take(days[i], changes[i]);
        }
    }

    /** Pairs of (days since the one before, change), seven bits a byte, least first; a change's sign in its last bit. */
    byte[] encode() {
        var bytes = ByteBuffer.allocate(size * MOST_BYTES);
        int before = 0;
        for (int i = 0; i < size; i++) {
            write(bytes, days[i] - before);
            write(bytes, (changes[i] << 1) ^ (changes[i] >> 31));
            before = days[i];
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    static Steps decode(byte[] encoded) {
        var steps = new Steps();
        var bytes = ByteBuffer.wrap(encoded);
        int day = 0;
        while (bytes.hasRemaining()) {
            day += read(bytes);
            int change = read(bytes);
            steps.insert(steps.size, day, (change >>> 1) ^ -(change & 1));
        }
        return steps;
    }

    private static void write(ByteBuffer bytes, int number) {
        int rest = number;
        while ((rest & ~0x7F) != 0) {
            bytes.put((byte) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        bytes.put((byte) rest);
    }

    private static int read(ByteBuffer bytes) {
        int number = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes.get();
            number |= (next & 0x7F) << shift;
            if (next >= 0) {
                return number;
            }
        }
    }
}
