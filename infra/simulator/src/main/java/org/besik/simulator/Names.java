package org.besik.simulator;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names as they are given in Kazakhstan, and the ways in which one name is spelt there. */
final class Names {

    private static final List<String> KAZAKH_SURNAMES = List.of(
            "Ахметов",
            "Оспанов",
            "Жұмабеков",
            "Төлегенов",
            "Сүлейменов",
            "Қасымов",
            "Әбдіров",
            "Ибраев",
            "Мұқанов",
            "Серіков",
            "Нұрғалиев",
            "Байжанов",
            "Смағұлов",
            "Есенов",
            "Жақсыбеков",
            "Құдайбергенов",
            "Тәжібаев",
            "Рахымов",
            "Омаров",
            "Әлиев",
            "Бекенов",
            "Досжанов",
            "Ермеков",
            "Кенжебаев",
            "Молдағалиев",
            "Өмірзақов",
            "Сапаров",
            "Тұрсынов",
            "Ысқақов",
            "Шәріпов",
            "Искаков",
            "Жүнісов",
            "Қалиев",
            "Мұсаев",
            "Нұрпейісов",
            "Оразбаев",
            "Сейітов",
            "Тілеубаев",
            "Үсенов",
            "Хасенов");
    private static final List<String> RUSSIAN_SURNAMES = List.of(
            "Иванов",
            "Петров",
            "Смирнов",
            "Кузнецов",
            "Попов",
            "Васильев",
            "Соколов",
            "Михайлов",
            "Новиков",
            "Фёдоров",
            "Морозов",
            "Волков",
            "Алексеев",
            "Лебедев",
            "Семёнов",
            "Егоров",
            "Павлов",
            "Козлов",
            "Степанов",
            "Николаев",
            "Шевцов",
            "Ковалёв",
            "Жуков",
            "Захаров");
    /** Kazakh surnames are made of two words; most of them are rare. */
    private static final List<String> FIRST_WORDS = List.of(
            "Нұр", "Бек", "Жан", "Ер", "Ай", "Төле", "Қуан", "Жұма", "Дос", "Есен", "Аман", "Құдай", "Мырза", "Сейіт",
            "Тоқ", "Бай", "Сар", "Алты", "Тілеу", "Өте", "Кенже", "Оңғар", "Шора", "Қара");

    private static final List<String> LAST_WORDS = List.of(
            "баев", "беков", "ғалиев", "жанов", "ханов", "мұратов", "таев", "болатов", "гелдиев", "қожаев", "міров",
            "назаров");

    private static final List<String> RARE_RUSSIAN_SURNAMES = List.of(
            "Абрамов",
            "Агапов",
            "Аксёнов",
            "Андреев",
            "Антонов",
            "Баранов",
            "Белов",
            "Бирюков",
            "Блинов",
            "Борисов",
            "Быков",
            "Виноградов",
            "Власов",
            "Воробьёв",
            "Воронцов",
            "Герасимов",
            "Горбунов",
            "Громов",
            "Гусев",
            "Данилов",
            "Денисов",
            "Дмитриев",
            "Ершов",
            "Ефимов",
            "Жданов",
            "Зайцев",
            "Зимин",
            "Зуев",
            "Игнатов",
            "Исаев",
            "Казаков",
            "Калинин",
            "Карпов",
            "Киселёв",
            "Климов",
            "Комаров",
            "Корнилов",
            "Котов",
            "Крылов",
            "Лаптев",
            "Логинов",
            "Макаров",
            "Маслов",
            "Медведев",
            "Миронов",
            "Назаров",
            "Никитин",
            "Носков",
            "Орлов",
            "Осипов",
            "Панов",
            "Поляков",
            "Рожков",
            "Рябов",
            "Савельев",
            "Сидоров",
            "Тарасов",
            "Титов",
            "Уваров",
            "Филиппов");

    private static final double IS_RARE = 0.7;

    private static final List<String> KAZAKH_BOYS = List.of(
            "Нұрислам",
            "Әлихан",
            "Айсұлтан",
            "Ерасыл",
            "Алдияр",
            "Мансұр",
            "Рамазан",
            "Бекзат",
            "Дінмұхамед",
            "Ерлан",
            "Қуаныш",
            "Тимур",
            "Санжар",
            "Арсен",
            "Жангир",
            "Мирас",
            "Нұрлан",
            "Олжас",
            "Дәулет",
            "Исатай",
            "Темірлан",
            "Шыңғыс",
            "Абылай",
            "Ислам",
            "Асқар");
    private static final List<String> KAZAKH_GIRLS = List.of(
            "Айша", "Мадина", "Айзере", "Кәусар", "Медина", "Раяна", "Аружан", "Інжу", "Томирис", "Хадиша", "Дана",
            "Әсем", "Гүлім", "Жанель", "Аяла", "Сезім", "Нұрай", "Малика", "Қарақат", "Фатима", "Ұлжан", "Балауса",
            "Еңлік", "Меруерт", "Шұғыла");
    private static final List<String> RUSSIAN_BOYS = List.of(
            "Артём",
            "Александр",
            "Максим",
            "Иван",
            "Дмитрий",
            "Михаил",
            "Кирилл",
            "Никита",
            "Даниил",
            "Матвей",
            "Роман",
            "Фёдор",
            "Илья",
            "Егор",
            "Марк");
    private static final List<String> RUSSIAN_GIRLS = List.of(
            "София",
            "Анна",
            "Мария",
            "Виктория",
            "Ева",
            "Полина",
            "Алиса",
            "Дарья",
            "Ксения",
            "Елизавета",
            "Арина",
            "Вероника",
            "Юлия",
            "Милана",
            "Екатерина");

    private static final Map<Character, String> LATIN_2018 = table(
            "аa әá бb вv гg ғǵ дd еe жj зz иı йı кk қq лl мm нn ңń оo өó пp рr сs тt уý ұu үú фf хh һh цts чch шsh щshsh "
                    + "ъ ыy іi ь эe юıý яıa ёıo");
    private static final Map<Character, String> LATIN_2021 = table(
            "аa әä бb вv гg ғğ дd еe жj зz иi йi кk қq лl мm нn ңŋ оo өö пp рr сs тt уu ұū үü фf хh һh цts чch шş щşş "
                    + "ъ ыy іi ь эe юiu яia ёio");
    private static final Map<Character, String> PASSPORT = table(
            "аa әa бb вv гg ғg дd еe жzh зz иi йi кk қk лl мm нn ңn оo өo пp рr сs тt уu ұu үu фf хkh һkh цts чch шsh "
                    + "щshch ъ ыy іi ь эe юyu яya ёe");
    private static final Map<Character, String> RUSSIAN = table("әа ғг қк ңн өо ұу үу һх іи");

    private Names() {}

    private static Map<Character, String> table(String pairs) {
        var table = new java.util.HashMap<Character, String>();
        for (String pair : pairs.split(" ", -1)) {
            table.put(pair.charAt(0), pair.substring(1));
        }
        return Map.copyOf(table);
    }

    static boolean isRussian(Dice dice, Nation nation) {
        return dice.chance(nation.value("script.russian"));
    }

    /** A family's name, in the form for men. */
    static String surname(Dice dice, boolean russian) {
        return dice.of(russian ? RUSSIAN_SURNAMES : KAZAKH_SURNAMES);
    }

    /** A family's name out of as many as a nation has: common ones, and many that few share. */
    static String anySurname(Dice dice, boolean russian) {
        if (!dice.chance(IS_RARE)) {
            return surname(dice, russian);
        }
        return russian ? dice.of(RARE_RUSSIAN_SURNAMES) : dice.of(FIRST_WORDS) + dice.of(LAST_WORDS);
    }

    static Identity identity(Dice dice, boolean russian, String surname, String father, boolean female, int born) {
        String given = given(dice, russian, female);
        @Nullable String patronymic = null;
        if (russian) {
            patronymic = patronymic(father, female);
        } else if (dice.chance(0.7)) {
            patronymic = father + (female ? "қызы" : "ұлы");
        }
        return new Identity(female ? surname + "а" : surname, given, patronymic, female, born, null);
    }

    static String given(Dice dice, boolean russian, boolean female) {
        if (russian) {
            return dice.of(female ? RUSSIAN_GIRLS : RUSSIAN_BOYS);
        }
        return dice.of(female ? KAZAKH_GIRLS : KAZAKH_BOYS);
    }

    private static String patronymic(String father, boolean female) {
        String stem = father.endsWith("й") || father.endsWith("а") || father.endsWith("я")
                ? father.substring(0, father.length() - 1)
                : father;
        String soft = father.endsWith("й") ? "е" : "о";
        return stem + soft + (female ? "вна" : "вич");
    }

    /** The same person as another agency may write it. */
    static Identity otherwise(Dice dice, Nation nation, Identity identity) {
        Identity other = identity;
        if (dice.chance(nation.value("name.otherScript"))) {
            other = switch (dice.between(0, 3)) {
                case 0 -> spelt(identity, LATIN_2018, "LATIN_2018");
                case 1 -> spelt(identity, LATIN_2021, "LATIN_2021");
                case 2 -> spelt(identity, PASSPORT, "PASSPORT");
                default -> spelt(identity, RUSSIAN, "RUSSIAN");
            };
        }
        if (dice.chance(0.3)) {
            other = new Identity(
                    other.surname(), other.given(), null, other.female(), other.birthDate(), other.script());
        }
        if (dice.chance(nation.value("name.wrongDate"))) {
            other = new Identity(
                    other.surname(),
                    other.given(),
                    other.patronymic(),
                    other.female(),
                    wrongDate(dice, other.birthDate()),
                    other.script());
        }
        return other;
    }

    private static int wrongDate(Dice dice, int day) {
        var date = Days.date(day);
        boolean exchangeable = date.getDayOfMonth() <= 12 && date.getDayOfMonth() != date.getMonthValue();
        if (exchangeable && dice.chance(0.5)) {
            return Days.of(date.getYear(), date.getDayOfMonth(), date.getMonthValue());
        }
        return dice.chance(0.5) ? day - 1 : day + 1;
    }

    private static Identity spelt(Identity identity, Map<Character, String> letters, String script) {
        String patronymic = identity.patronymic();
        return new Identity(
                spelt(identity.surname(), letters),
                spelt(identity.given(), letters),
                patronymic == null ? null : spelt(patronymic, letters),
                identity.female(),
                identity.birthDate(),
                script);
    }

    private static String spelt(String name, Map<Character, String> letters) {
        var spelt = new StringBuilder(name.length() + 4);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            String letter = letters.get(Character.toLowerCase(c));
            if (letter == null) {
                spelt.append(c);
            } else if (Character.isUpperCase(c) && !letter.isEmpty()) {
                spelt.append(Character.toUpperCase(letter.charAt(0))).append(letter, 1, letter.length());
            } else {
                spelt.append(letter);
            }
        }
        return spelt.toString();
    }
}
