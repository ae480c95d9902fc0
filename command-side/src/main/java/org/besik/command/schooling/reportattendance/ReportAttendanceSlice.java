package org.besik.command.schooling.reportattendance;

import java.util.List;
import org.besik.command.deciding.ChildFacts;
import org.besik.command.deciding.Fact;
import org.besik.command.deciding.Slice;
import org.besik.events.ChildId;
import org.besik.events.schooling.AttendanceReported;

/** A month of presence. */
public final class ReportAttendanceSlice {

    private ReportAttendanceSlice() {}

    /** The decisions of this folder. */
    public static List<Slice<?>> configure() {
        return List.of(Slice.of(ReportAttendance.class, ReportAttendanceSlice::decide));
    }

    static AttendanceReported decide(ReportAttendance order, Fact fact, ChildId child, ChildFacts known) {
        return new AttendanceReported(
                child, order.institution(), order.month(), order.daysPresent(), order.daysAbsent());
    }
}
