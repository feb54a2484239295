package id.laris.staff.employee;

import id.laris.common.db.Rows;

/** The tenant's employees. */
public interface Employees extends Rows<Employee> {}
