create table time_entry (
  tenant_id      uuid        not null,
  id             uuid        not null,
  version        integer     not null,
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  employee_id    uuid        not null,
  location_id    uuid        not null,
  -- That of the location when the employee clocked in: a timesheet stays as it is, and needs no other service.
  time_zone      text        not null,
  status         text        not null,
  clocked_in_at  timestamptz not null,
  clocked_out_at timestamptz,
  -- A list of startedAt, endedAt and paid, in the order of time.
  breaks         jsonb       not null,
  reason         text        not null,
  constraint time_entry_pkey primary key (tenant_id, id),
  constraint time_entry_employee_fkey foreign key (tenant_id, employee_id) references employee (tenant_id, id),
  constraint time_entry_times_check check (clocked_out_at >= clocked_in_at),
  constraint time_entry_ended_check check (status <> 'ENDED' or clocked_out_at is not null),
  constraint time_entry_open_check check (status not in ('WORKING', 'ON_BREAK', 'FORGOTTEN') or clocked_out_at is null)
);
create unique index time_entry_open_key on time_entry (tenant_id, employee_id) where status in ('WORKING', 'ON_BREAK');
create index time_entry_employee_idx on time_entry (tenant_id, employee_id, clocked_in_at);
create index time_entry_clocked_in_at_idx on time_entry (tenant_id, clocked_in_at);
create index time_entry_location_idx on time_entry (tenant_id, location_id, id);
create index time_entry_status_idx on time_entry (tenant_id, status, id);

-- Entries as they were before each correction. Rows are never changed.
create table time_entry_revision (
  tenant_id      uuid        not null,
  time_entry_id  uuid        not null,
  number         integer     not null,
  status         text        not null,
  location_id    uuid        not null,
  clocked_in_at  timestamptz not null,
  clocked_out_at timestamptz,
  breaks         jsonb       not null,
  reason         text        not null,
  corrected_by   uuid        not null,
  corrected_at   timestamptz not null,
  constraint time_entry_revision_pkey primary key (tenant_id, time_entry_id, number),
  constraint time_entry_revision_entry_fkey foreign key (tenant_id, time_entry_id) references time_entry (tenant_id, id)
);

-- The settings of a tenant for times of work: one row, or none for the defaults.
create table time_setting (
  tenant_id                     uuid        not null,
  id                            uuid        not null,
  version                       integer     not null,
  created_at                    timestamptz not null,
  updated_at                    timestamptz not null,
  max_hours                     integer     not null,
  daily_overtime_after_minutes  integer     not null,
  weekly_overtime_after_minutes integer     not null,
  week_start                    text        not null,
  rounding_minutes              integer     not null,
  constraint time_setting_pkey primary key (tenant_id, id)
);
