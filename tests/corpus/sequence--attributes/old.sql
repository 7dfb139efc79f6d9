CREATE SEQUENCE public.ticket_no;
