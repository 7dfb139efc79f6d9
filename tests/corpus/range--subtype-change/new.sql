CREATE TYPE public.span AS RANGE (subtype = bigint);

CREATE TABLE public.seat (id integer, row_span public.span, CONSTRAINT seat_some CHECK (NOT isempty(row_span)));
CREATE INDEX seat_span ON public.seat USING gist (row_span);
