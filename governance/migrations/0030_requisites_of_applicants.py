"""Addresses, documents and languages of those who apply, and the requisites of their consents."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("governance", "0029_enrolment_term"),
    ]

    operations = [
        migrations.AddField(
            model_name='applicant',
            name='acquainted',
            field=models.BooleanField(default=False, verbose_name='has read the charter and the licence'),
        ),
        migrations.AddField(
            model_name='applicant',
            name='adapted',
            field=models.BooleanField(default=False, verbose_name='needs an adapted programme'),
        ),
        migrations.AddField(
            model_name='applicant',
            name='address',
            field=models.CharField(blank=True, max_length=300, verbose_name="pupil's address"),
        ),
        migrations.AddField(
            model_name='applicant',
            name='language',
            field=models.CharField(blank=True, max_length=60, verbose_name='language of education'),
        ),
        migrations.AddField(
            model_name='applicant',
            name='native_language',
            field=models.CharField(blank=True, max_length=60, verbose_name='native language to be learnt'),
        ),
        migrations.AddField(
            model_name='applicant',
            name='parent_address',
            field=models.CharField(blank=True, max_length=300, verbose_name="parent's address"),
        ),
        migrations.AddField(
            model_name='applicant',
            name='parent_document',
            field=models.CharField(blank=True, max_length=300, verbose_name="parent's identity document"),
        ),
        migrations.AddField(
            model_name='applicant',
            name='preference',
            field=models.CharField(blank=True, max_length=300, verbose_name='preferential right'),
        ),
        migrations.AddField(
            model_name='consent',
            name='address',
            field=models.CharField(blank=True, max_length=300, verbose_name='address of who gives it'),
        ),
        migrations.AddField(
            model_name='consent',
            name='identity',
            field=models.CharField(blank=True, max_length=300, verbose_name='identity document of who gives it'),
        ),
        migrations.AddField(
            model_name='consent',
            name='pupil_address',
            field=models.CharField(blank=True, max_length=300, verbose_name="pupil's address"),
        ),
        migrations.AlterField(
            model_name='campaign',
            name='consent_text',
            field=models.TextField(default='Я, законный представитель обучающегося, даю образовательной организации, в которую подано заявление (далее — оператор), согласие на обработку моих персональных данных и персональных данных обучающегося, которого я представляю.\nЦель обработки: приём обучающегося в 10 класс, проведение индивидуального отбора, рассмотрение апелляций и зачисление.\nПеречень данных обучающегося: фамилия, имя, отчество, дата рождения, адрес места жительства и (или) пребывания, место обучения, язык образования и родной язык, сведения о праве на внеочередной, первоочередной или преимущественный приём и о потребности в обучении по адаптированной программе, отметки и результаты экзаменов, сведения о достижениях и обстоятельствах, дающих право на первоочередной приём, и документы, которые их подтверждают.\nПеречень моих данных: фамилия, имя, отчество, адрес места жительства и (или) пребывания, реквизиты документа, удостоверяющего личность, номер телефона, адрес электронной почты.\nДействия с данными: сбор, запись, систематизация, накопление, хранение, уточнение, использование, передача членам приёмной и апелляционной комиссий оператора, обезличивание, блокирование, удаление, уничтожение; с использованием средств автоматизации и без них.\nИтоги отбора публикуются только под кодом, без имён.\nСогласие может быть отозвано в любое время по личной ссылке заявления или письменно по адресу оператора. Отзыв согласия до зачисления прекращает рассмотрение заявления.\n', verbose_name='text of the consent'),
        ),
    ]
