-- What to do about a finding is worked out when somebody asks, and is most of what was kept.
update findings set data = json_remove(data, '$.commands', '$.steps') where json_valid(data);
