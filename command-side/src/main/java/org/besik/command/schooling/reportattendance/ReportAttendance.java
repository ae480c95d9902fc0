package org.besik.command.schooling.reportattendance;

import java.time.YearMonth;
import org.besik.command.deciding.Order;

/** Report a month's presence. */
public record ReportAttendance(String institution, YearMonth month, int daysPresent, int daysAbsent) implements Order {}
