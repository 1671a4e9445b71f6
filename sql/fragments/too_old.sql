-- Whether a row of movies is for older people than those who watch, from 0 to 1, as far as is known.
case
    when cast(:age as integer) is null then 0
    when minimum_age is not null then least(greatest(minimum_age - :age, 0) / 3.0, 1)
    when certificate in ('G', 'TV-G', 'TV-Y', 'TV-Y7') then 0
    when certificate in ('PG', 'TV-PG') then case when :age < 8 then 0.3 else 0 end
    when certificate = 'PG-13' then case when :age < 12 then 1 else 0 end
    when certificate is null and genres && array['Children'] then 0.1
    when certificate is null then 0.6
    else case when :age < 16 then 1 else 0 end
end
