package org.besik.standalone;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Children who fell through, made up by hand, because a small nation loses too few by itself to learn from: somebody for
 * each reason, in all regions, families, look-alikes, a clinic that has fallen silent, handoffs that wait, and searches in
 * each state. The same day gives the same lines, so telling them twice adds nothing. Pure.
 */
final class DemoStories {

    private static final String MONITOR = "monitor";
    private static final String AIGUL = "aigul.serik";
    private static final String BERIK = "berik.omar";
    private static final String DANA = "dana.kim";

    /** The agency whose token {@code infra/run} hands out. */
    private static final String OURS = "clinic-KZ-71-0";

    private final LocalDate lastDay;
    private final List<DemoStory> stories = new ArrayList<>();

    private DemoStories(LocalDate lastDay) {
        this.lastDay = lastDay;
    }

    /** All of them, up to the last day of the nation's life. */
    static List<DemoStory> upTo(LocalDate lastDay) {
        var demo = new DemoStories(lastDay);
        demo.smallOnes();
        demo.pupils();
        demo.onTheWay();
        demo.handoffs();
        demo.records();
        demo.aClinicThatFellSilent();
        demo.oneInFull();
        return demo.stories;
    }

    /** What the token's agency reports by itself; the second is of a day to come, the third has no strength. */
    static List<String> ownReport(LocalDate lastDay) {
        return List.of(
                ownVisit(1, lastDay, "\"strength\": \"SEEN\", "),
                ownVisit(2, lastDay.plusYears(1), "\"strength\": \"SEEN\", "),
                ownVisit(3, lastDay, ""));
    }

    private static String ownVisit(int number, LocalDate day, String strength) {
        return """
                {"fact": "contact", "ref": "demo-visit-%d", "child": {"local": {"system": "clinic", "value": "demo"}},
                 "occurredOn": "%s", "data": {"service": "HEALTH", %s"kind": "visit"}}""".formatted(number, day, strength);
    }

    private DemoStory child() {
        return kept(new DemoStory(stories.size(), lastDay));
    }

    private DemoStory siblingOf(DemoStory elder) {
        return kept(elder.sibling(stories.size()));
    }

    private DemoStory kept(DemoStory story) {
        stories.add(story);
        return story;
    }

    /** Newborns whom nobody visited, and small children whom nobody visits any more. */
    private void smallOnes() {
        child().born(13);
        child().born(16);
        child().born(20).supported("AT_RISK_FAMILY", 18);
        child().born(26).searched(AIGUL, "патронаж жасалмаған");
        child().born(260).seen("clinic", 255).seen("clinic", 130);
        child().born(250)
                .seen("clinic", 240)
                .supported("LOW_INCOME", 210)
                .seen("clinic", 200)
                .searched(MONITOR, "адрес не отвечает")
                .givenTo(MONITOR)
                .tried(MONITOR, 1, "звонок", "номер не обслуживается")
                .tried(MONITOR, 0, "визит на дом", "соседи говорят, что семья уехала в Шымкент");
        child().born(300).seen("clinic", 290).seen("clinic", 105);
        child().born(700).seen("clinic", 690).seen("clinic", 350).searched(AIGUL, "екпе жоқ");
        child().born(800)
                .seen("clinic", 780)
                .supported("DISABILITY", 500)
                .seen("clinic", 420)
                .searched(AIGUL, "үйде күтім көрсетілмей қалды")
                .givenTo(AIGUL)
                .tried(AIGUL, 0, "үйге бару", "есік ашылмады")
                .passedUp(AIGUL, "көрші облыста болуы мүмкін");
        child().born(900).seen("clinic", 880).seen("clinic", 300);
        child().born(950).seen("clinic", 930).seen("clinic", 240).contact("clinic-KZ-35-0", "clinic", "REMOTE", 200);
        child().born(1_000).seen("clinic", 980).supported("LARGE_FAMILY", 700).seen("clinic", 560);
        child().born(1_500).seen("clinic", 1_480).seen("clinic", 600);
        child().born(1_700)
                .seen("clinic", 1_690)
                .seen("clinic", 480)
                .searched(BERIK, "не пришли на осмотр")
                .givenTo(BERIK)
                .found(BERIK, "MOVED_WITHIN_COUNTRY");
        child().born(1_900)
                .seen("clinic", 1_880)
                .supported("WITHOUT_PARENTAL_CARE", 950)
                .seen("clinic", 900)
                .searched(MONITOR, "ребёнок без попечения родителей")
                .givenTo(MONITOR)
                .passedUp(MONITOR, "в районе не найден")
                .passedUp(MONITOR, "в области не найден");
    }

    /** Children of whom a kindergarten or a school tells no more, who left one, or never came to any. */
    private void pupils() {
        child().born(1_600)
                .seen("clinic", 1_590)
                .enrolled("kindergarten", "PRESCHOOL", 420)
                .months("kindergarten", 7, 5);
        child().born(1_650)
                .seen("clinic", 1_640)
                .enrolled("kindergarten", "PRESCHOOL", 400)
                .months("kindergarten", 6, 5)
                .month("kindergarten", 4, 0)
                .searched(BERIK, "не ходит в сад")
                .givenTo(BERIK)
                .closed(BERIK, "NOT_LOCATED");
        child().born(1_800)
                .seen("clinic", 1_790)
                .enrolled("kindergarten", "PRESCHOOL", 380)
                .supported("LOW_INCOME", 300)
                .months("kindergarten", 5, 4)
                .month("kindergarten", 3, 0);
        child().born(3_400)
                .seen("clinic", 700)
                .enrolled("school", "PRIMARY", 820)
                .months("school", 9, 7)
                .month("school", 6, 0);
        child().born(4_200)
                .seen("clinic", 650)
                .enrolled("school", "PRIMARY", 1_200)
                .supported("SPECIAL_REGIME", 300)
                .months("school", 9, 8)
                .month("school", 7, 0);
        child().born(5_000)
                .seen("clinic", 500)
                .enrolled("school", "SECONDARY", 810)
                .months("school", 8, 7)
                .month("school", 6, 0)
                .searched(DANA, "прогулы, родители не открывают")
                .givenTo(DANA)
                .tried(DANA, 0, "визит с участковым", "работает на рынке, живёт у тёти")
                .found(DANA, "LOCATED_OTHER_SERVICE")
                .closed(DANA, "LOCATED_OTHER_SERVICE");
        child().born(2_800).seen("clinic", 2_790).seen("clinic", 40);
        child().born(2_900)
                .seen("clinic", 2_890)
                .supported("AT_RISK_FAMILY", 300)
                .seen("social", 60);
        child().born(4_600)
                .seen("clinic", 4_590)
                .enrolled("school", "PRIMARY", 1_500)
                .left("school", "DROPPED_OUT", 230)
                .seen("clinic", 90)
                .searched(DANA, "мектепке бармайды");
        child().born(5_600)
                .seen("clinic", 5_590)
                .enrolled("school", "SECONDARY", 1_300)
                .left("school", "EXPELLED", 240)
                .supported("HOMELESS", 200)
                .seen("social", 30);
        // Whoever is on a roll and nowhere else
        child().born(2_000)
                .seen("clinic", 1_990)
                .enrolled("kindergarten", "PRESCHOOL", 900)
                .months("kindergarten", 27, 1);
    }

    /** Families that declared a move and never arrived; two children of one mother among them. */
    private void onTheWay() {
        child().born(2_300).seen("clinic", 2_290).seen("clinic", 200).moved("KZ-75", 150, 14);
        child().born(1_200)
                .seen("clinic", 1_190)
                .seen("clinic", 160)
                .moved("KZ-71", 95, 10)
                .searched(MONITOR, "не прибыли в Астану")
                .givenTo(MONITOR);
        DemoStory elder = child();
        elder.born(2_500)
                .seen("clinic", 2_480)
                .seen("clinic", 140)
                .moved("KZ-79", 70, 7)
                .offered(elder.at("clinic"), "clinic-KZ-79-0", "HEALTH", 68, 47);
        siblingOf(elder).born(1_100).seen("clinic", 1_090).seen("clinic", 140).moved("KZ-79", 70, 7);
        child().born(700).seen("clinic", 690).seen("clinic", 100).moved("KZ-61", 50, 10);
        child().born(1_400).seen("clinic", 1_390).seen("clinic", 30).moved("KZ-19", 9, 20);
    }

    /** Children whom one agency offered to another that has not answered; three of them to the agency of the token. */
    private void handoffs() {
        offered(OURS, 24, 10);
        offered(OURS, 6, 1);
        offered(OURS, 2, -10);
        offered("clinic-KZ-75-0", 40, 20);
        offered("clinic-KZ-61-0", 18, 7);
        offered("clinic-KZ-10-0", 3, -14);
    }

    private void offered(String to, int daysAgo, int dueDaysAgo) {
        DemoStory child = child();
        child.born(1_000 + daysAgo)
                .seen("clinic", 995)
                .seen("clinic", daysAgo + 5)
                .offered(child.at("clinic"), to, "HEALTH", daysAgo, dueDaysAgo);
    }

    /** Records that no registry knows, that may be one child, that are one, and facts that exclude each other. */
    private void records() {
        child().seen("clinic", 60);
        child().seen("social", 45).seen("clinic", 20);
        child().seen("clinic", 90).seen("clinic", 50);

        DemoStory once = child();
        once.born(1_300, "Сейтқали", "Нұрай").seen("clinic", 1_290).seen("clinic", 120);
        siblingOf(once).registeredAgain(400, 1_300, "Seitkali", "Nurai");
        DemoStory first = child();
        first.born(2_100, "Қасым", "Аяру").seen("clinic", 2_090).seen("clinic", 150);
        DemoStory second = siblingOf(first).registeredAgain(500, 2_100, "Касым", "Аяру");
        first.joinedWith(second, AIGUL, "екі құжат та көрілді");

        child().born(3_600)
                .seen("clinic", 100)
                .enrolled("school", "PRIMARY", 800)
                .enrolledAt("school-KZ-35-1", "PRIMARY", 120);
        child().born(900).seen("clinic", 890).died(200).seen("clinic", 150);
    }

    /** It reported weekly, and has not for two months and a half: its infants are not listed for its silence. */
    private void aClinicThatFellSilent() {
        String silent = "clinic-KZ-39-5";
        DemoStory regular = child().born(900);
        for (int days = 190; days >= 75; days -= 7) {
            regular.contact(silent, "clinic", "SEEN", days);
        }
        child().born(200).contact(silent, "clinic", "SEEN", 103);
        child().born(230).contact(silent, "clinic", "SEEN", 96);
        child().born(215).contact(silent, "clinic", "SEEN", 110);
    }

    /** A childhood with everything in it. */
    private void oneInFull() {
        DemoStory child = child();
        String clinic = child.at("clinic");
        String social = child.at("social");
        child.born(3_700)
                .seen("maternity", 3_699)
                .visits("clinic", 3_690, 2_620, 75)
                .enrolled("kindergarten", "PRESCHOOL", 2_600)
                .visits("kindergarten", 2_590, 1_520, 45)
                .supported("DISABILITY", 2_200)
                .visits("clinic", 2_150, 500, 350)
                .left("kindergarten", "GRADUATED", 1_500)
                .offered(child.at("kindergarten"), child.at("school"), "EDUCATION", 1_495, 1_480)
                .accepted(child.at("school"), 1_490)
                .enrolled("school", "PRIMARY", 1_480)
                .months("school", 48, 9)
                .guardian("Әбдірова Зейнеп", "әжесі", 900)
                .placed("SHELTER", "shelter-KZ-71-0", 880)
                .contact("social-KZ-71", "social", "SEEN", 870)
                .placementEnded("SHELTER", "shelter-KZ-71-0", 820)
                .placed("FOSTER", social, 820)
                .visits("social", 800, 320, 160)
                .placementEnded("FOSTER", social, 260)
                .left("school", "MOVED", 250)
                .contact(clinic, "clinic", "REMOTE", 245)
                .contact(clinic, "clinic", "ADMINISTRATIVE", 200)
                .moved("KZ-79", 160, 20)
                .offered(clinic, "clinic-KZ-79-0", "HEALTH", 158, 130)
                .searched(MONITOR, "приёмная семья уехала, нигде не появилась")
                .givenTo(AIGUL)
                .tried(AIGUL, 1, "қоңырау", "әжесі білмейді")
                .noted(AIGUL, "әжесі дүйсенбіде қайта хабарласады")
                .passedUp(AIGUL, "Шымкентте болуы мүмкін")
                .givenTo(MONITOR)
                .tried(MONITOR, 0, "запрос в Шымкент", "в школах города нет");
    }
}
