-- Who changed what, and who was kept from it.
CREATE TABLE audit_log (
  seq         bigint       GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  answered_at timestamp(3) with time zone NOT NULL,
  caller      varchar(128) NOT NULL,
  caller_role varchar(16)  NOT NULL,
  address     varchar(64)  NOT NULL,
  http_method varchar(16)  NOT NULL,
  http_path   varchar(512) NOT NULL,
  request_id  varchar(64)  NOT NULL,
  target      varchar(512) NOT NULL,
  http_status int          NOT NULL
);
