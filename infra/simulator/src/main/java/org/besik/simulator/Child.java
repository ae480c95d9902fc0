package org.besik.simulator;

/**
 * A child of the nation.
 *
 * @param index 0, 1, 2 … in the nation; the truth names children by it
 * @param born epoch day
 * @param majority the 18th birthday
 * @param register its number in the civil register, which every agency may use once it is registered
 * @param mother her name in one piece
 * @param birthplace the place of the household on the day of birth
 */
record Child(
        int index,
        int born,
        int majority,
        Identity identity,
        String iin,
        String register,
        String mother,
        Stay birthplace) {}
