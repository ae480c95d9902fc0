package org.besik.simulator;

import java.util.HashMap;
import java.util.Map;

/** Gives out individual identification numbers: each once, with its check digit. */
final class Iins {

    private static final int SERIALS = 10_000;
    private static final int START = 4_321;

    private final Map<Integer, Integer> given = new HashMap<>();

    /** The next number of those born on a day. */
    String next(int born, boolean female) {
        int key = born * 2 + (female ? 1 : 0);
        int count = given.getOrDefault(key, 0);
        while (count < SERIALS) {
            int serial = (START + count * 7) % SERIALS;
            count++;
            String first = first(born, female, serial);
            int check = check(first);
            if (check < 10) {
                given.put(key, count);
                return first + check;
            }
        }
        throw new IllegalStateException("more children born on one day than there are numbers");
    }

    private static String first(int born, boolean female, int serial) {
        var date = Days.date(born);
        int century = (date.getYear() < 2000 ? 3 : 5) + (female ? 1 : 0);
        int number = date.getYear() % 100 * 10_000 + date.getMonthValue() * 100 + date.getDayOfMonth();
        return padded(number, 6) + century + padded(serial, 4);
    }

    private static String padded(int number, int width) {
        return Integer.toString(number + (width == 6 ? 1_000_000 : 10_000)).substring(1);
    }

    /** 10: the serial cannot be given out. */
    private static int check(String first) {
        int check = weighted(first, 0);
        return check == 10 ? weighted(first, 2) : check;
    }

    private static int weighted(String first, int shift) {
        int sum = 0;
        for (int i = 0; i < 11; i++) {
            sum += (first.charAt(i) - '0') * ((i + shift) % 11 + 1);
        }
        return sum % 11;
    }
}
