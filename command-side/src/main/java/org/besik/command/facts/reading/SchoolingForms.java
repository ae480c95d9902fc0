package org.besik.command.facts.reading;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.besik.command.schooling.enrolchild.EndEnrolment;
import org.besik.command.schooling.enrolchild.EnrolChild;
import org.besik.command.schooling.queue.JoinWaitlist;
import org.besik.command.schooling.queue.LeaveWaitlist;
import org.besik.command.schooling.reportattendance.ReportAttendance;
import org.besik.events.schooling.EndReason;
import org.besik.events.schooling.Form;
import org.besik.events.schooling.Level;

/** The data of queues, enrolments and attendance. */
final class SchoolingForms {

    static final Map<String, FactForm> ALL = Map.of(
            "waitlist", SchoolingForms::waitlist,
            "waitlist-end", SchoolingForms::waitlistEnd,
            "enrolment", SchoolingForms::enrolment,
            "attendance", SchoolingForms::attendance,
            "enrolment-end", SchoolingForms::enrolmentEnd);

    /** A child queues for a school before anybody knows at which of its levels it will start. */
    private static final List<String> QUEUES = Stream.concat(
                    Stream.of("SCHOOL"), Stream.of(Level.values()).map(Level::name))
            .toList();

    private static final int LONGEST_MONTH = 31;

    private SchoolingForms() {}

    private static JoinWaitlist waitlist(Members data) {
        data.only("institution", "level", "outcome");
        return new JoinWaitlist(
                data.optionalText("institution"), data.oneOf("level", QUEUES), data.optionalText("outcome"));
    }

    private static LeaveWaitlist waitlistEnd(Members data) {
        data.only("institution", "level", "outcome");
        return new LeaveWaitlist(
                data.optionalText("institution"), data.oneOf("level", QUEUES), data.optionalText("outcome"));
    }

    private static EnrolChild enrolment(Members data) {
        data.only("institution", "level", "form", "from");
        return new EnrolChild(
                data.text("institution"),
                data.oneOf("level", Level.class),
                data.has("form") ? data.oneOf("form", Form.class) : Form.DAY,
                data.date("from"));
    }

    private static ReportAttendance attendance(Members data) {
        data.only("institution", "month", "daysPresent", "daysAbsent");
        return new ReportAttendance(
                data.text("institution"),
                data.pastMonth("month"),
                data.count("daysPresent", LONGEST_MONTH),
                data.count("daysAbsent", LONGEST_MONTH));
    }

    private static EndEnrolment enrolmentEnd(Members data) {
        data.only("institution", "reason", "destination");
        return new EndEnrolment(
                data.text("institution"), data.oneOf("reason", EndReason.class), data.optionalText("destination"));
    }
}
