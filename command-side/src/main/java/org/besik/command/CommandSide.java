package org.besik.command;

import java.util.List;
import java.util.stream.Stream;
import org.besik.command.circumstances.guardian.GuardianSlice;
import org.besik.command.circumstances.placement.PlacementSlice;
import org.besik.command.circumstances.support.SupportSlice;
import org.besik.command.contact.recordcontact.RecordContactSlice;
import org.besik.command.deciding.Slice;
import org.besik.command.ending.recorddeath.RecordDeathSlice;
import org.besik.command.handoff.answerhandoff.AnswerHandoffSlice;
import org.besik.command.handoff.initiatehandoff.InitiateHandoffSlice;
import org.besik.command.registration.assignnationalid.AssignNationalIdSlice;
import org.besik.command.registration.correctidentity.CorrectIdentitySlice;
import org.besik.command.registration.registerchild.RegisterChildSlice;
import org.besik.command.residence.leavecountry.LeaveCountrySlice;
import org.besik.command.residence.move.MoveSlice;
import org.besik.command.residence.stay.TemporaryStaySlice;
import org.besik.command.schooling.enrolchild.EnrolChildSlice;
import org.besik.command.schooling.queue.QueueSlice;
import org.besik.command.schooling.reportattendance.ReportAttendanceSlice;

/** What may happen: every slice, in reading order. */
public final class CommandSide {

    private CommandSide() {}

    /** Every decision there is. */
    public static List<Slice<?>> slices() {
        return Stream.of(
                        RegisterChildSlice.configure(),
                        AssignNationalIdSlice.configure(),
                        CorrectIdentitySlice.configure(),
                        RecordContactSlice.configure(),
                        MoveSlice.configure(),
                        LeaveCountrySlice.configure(),
                        TemporaryStaySlice.configure(),
                        QueueSlice.configure(),
                        EnrolChildSlice.configure(),
                        ReportAttendanceSlice.configure(),
                        InitiateHandoffSlice.configure(),
                        AnswerHandoffSlice.configure(),
                        GuardianSlice.configure(),
                        SupportSlice.configure(),
                        PlacementSlice.configure(),
                        RecordDeathSlice.configure())
                .flatMap(List::stream)
                .<Slice<?>>map(slice -> slice)
                .toList();
    }
}
